using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

/// <summary>An answer that broke off or is empty is asked for again.</summary>
public sealed class BrokenAnswerTests : IAsyncDisposable
{
    private const string Key = "sk-very-secret";

    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_TheStreamEndsWithoutAFinishReason_IsAskedAgain(bool saysDone)
    {
        await using var service = await BreakingAsync(async response =>
        {
            await OpenAiWire.BeginAsync(response, "The answer is");
            await (saysDone ? OpenAiWire.EventAsync(response, "[DONE]") : Task.CompletedTask);
        });

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _lab.Log().ShouldContain("Model main failed and is asked again in 2 seconds: the answer broke off: it ended without a finish_reason");
    }

    [Theory]
    [InlineData("""{"error":{"message":"the engine died","code":500}}""")]
    [InlineData("""{"error":"the engine died"}""")]
    [InlineData("""{"object":"error","message":"the engine died","code":500}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}],"error":{"message":"the engine died"}}""")]
    public async Task Ask_AnErrorEventAfterText_IsAskedAgainAndLogged(string error)
    {
        await using var service = await BreakingAsync(async response =>
        {
            await OpenAiWire.BeginAsync(response, "The answer is");
            await OpenAiWire.EventAsync(response, error);
            await OpenAiWire.EventAsync(response, "[DONE]");
        });

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _lab.Log().ShouldContain("the answer broke off: the engine died");
    }

    [Fact]
    public async Task Ask_AnErrorEventHoldsTheKey_ItIsHidden()
    {
        await using var service = await BreakingAsync(response =>
            OpenAiWire.EventAsync(response, $$$"""{"error":{"message":"no {{{Key}}}"}}"""));

        await _lab.RunAsync(_lab.AskAsync());

        _lab.Log().ShouldContain("the answer broke off: no ***");
        _lab.Log().ShouldNotContain(Key);
    }

    [Fact]
    public async Task Ask_AnErrorEventSaysTooLong_ThrowsAtOnce()
    {
        await using var service = await BreakingAsync(response =>
            OpenAiWire.EventAsync(response, """{"error":{"message":"no","code":"context_length_exceeded"}}"""));

        await Should.ThrowAsync<ContextTooLongException>(() => _lab.AskAsync());
    }

    [Fact]
    public async Task Ask_TheAnswerQuotesAnError_IsAnAnswer()
    {
        const string text = """data: {"error":{"message":"an example"}}""";
        await using var service = await ModelService.SayingAsync(text);
        _lab.Model("main", service.Address);

        (await _lab.AskAsync()).Text.ShouldBe(text);
    }

    [Fact]
    public async Task Ask_AnthropicBreaksOffInTheMiddle_IsAskedAgain()
    {
        await using var service = await ModelService.StartAsync(async (number, _, response) =>
        {
            if (number == 2)
            {
                await AnthropicWire.SayAsync(response, "good");
                return;
            }

            await AnthropicWire.BeginAsync(response, "half");
        });
        _lab.Model("main", service.Address, ("Model", "anthropic/claude"));

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Ask_TheAnswerIsEmpty_IsRetriedLikeAnyFailure(string streams)
    {
        await using var service = await ModelService.SayingAsync(" \n");
        _lab.Model("main", service.Address, ("Stream", streams));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()))).Message.ShouldBe("main: the answer was empty");

        service.Requests.Count.ShouldBe(3);
    }

    // A document has an end of its own.
    [Fact]
    public async Task Ask_AWholeAnswerWithoutAFinishReason_IsAnAnswer()
    {
        await using var service = await ModelService.StartAsync((_, _, response) =>
        {
            response.ContentType = "application/json";
            return response.WriteAsync("""{"choices":[{"index":0,"message":{"role":"assistant","content":"whole"}}]}""");
        });
        _lab.Model("main", service.Address, ("Stream", "false"));

        (await _lab.AskAsync()).Text.ShouldBe("whole");
    }

    /// <summary>Breaks its first answer, and says "good" to later requests.</summary>
    private async Task<ModelService> BreakingAsync(Func<HttpResponse, Task> breaking)
    {
        var service = await ModelService.StartAsync((number, request, response) =>
        {
            response.ContentType = "text/event-stream";
            return number == 1 ? breaking(response) : OpenAiWire.SayAsync(response, request, "good");
        });
        _lab.Model("main", service.Address, ("ApiKeys:0", Key));
        return service;
    }
}
