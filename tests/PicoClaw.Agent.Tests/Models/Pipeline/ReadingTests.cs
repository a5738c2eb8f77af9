using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

/// <summary>An answer is read within its deadline, and may stop in the middle.</summary>
public sealed class ReadingTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ReadingTests() => _lab.Set("Agent:Defaults:MaxLlmRetries", "0");

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_TheAnswerStopsInTheMiddle_IsNoticedBeforeTheDeadline()
    {
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "The answer is");
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        _lab.Model("slow", service.Address, ("RequestTimeout", "600"), ("StreamIdleTimeout", "20"));

        var asking = _lab.AskAsync();
        var took = await _lab.RunAsync(Settled(asking));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => asking)).Message
            .ShouldBe("slow: the answer stopped in the middle and did not go on for 20 s");
        took.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(120));
    }

    // vLLM, OpenRouter and others send them while a model thinks or writes a long call.
    [Theory]
    [InlineData(": keepalive\n\n")]
    [InlineData("data: : OPENROUTER PROCESSING\n\n")]
    [InlineData("event: ping\ndata: {}\n\n")]
    [InlineData("data: {\"choices\":[]}\n\n")]
    public async Task Ask_OnlySignsOfLifeForLong_WaitsForTheAnswer(string sign)
    {
        var clock = _lab.Time;
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "good");
            for (var i = 0; i < 4; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(15), clock, response.HttpContext.RequestAborted);
                await response.WriteAsync(sign, response.HttpContext.RequestAborted);
                await response.Body.FlushAsync(response.HttpContext.RequestAborted);
            }

            await OpenAiWire.EventAsync(response, WildWire.Stop);
        });
        _lab.Model("slow", service.Address, ("RequestTimeout", "600"), ("StreamIdleTimeout", "40"));

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
    }

    [Fact]
    public async Task Ask_SignsOfLifeWithoutEnd_TheDeadlineEndsThem()
    {
        var clock = _lab.Time;
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "The answer is");
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), clock, response.HttpContext.RequestAborted);
                await response.WriteAsync(": keepalive\n\n", response.HttpContext.RequestAborted);
                await response.Body.FlushAsync(response.HttpContext.RequestAborted);
            }
        });
        _lab.Model("slow", service.Address, ("RequestTimeout", "60"), ("StreamIdleTimeout", "40"));

        var asking = _lab.AskAsync();
        await _lab.RunAsync(Settled(asking));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => asking)).Message.ShouldBe("slow: no complete answer within 60 s");
    }

    [Fact]
    public async Task Ask_TheModelThinksLong_OnlyTheDeadlineEndsIt()
    {
        await using var service = await ModelService.StartAsync((_, _, response) => Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted));
        _lab.Model("slow", service.Address, ("RequestTimeout", "90"), ("StreamIdleTimeout", "20"));

        var asking = _lab.AskAsync();
        var took = await _lab.RunAsync(Settled(asking));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => asking)).Message.ShouldBe("slow: no complete answer within 90 s");
        took.ShouldBeInRange(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task Ask_TheConnectionBreaksInTheMiddle_IsAFailure()
    {
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "The answer is");
            throw new IOException("the line is cut");
        });
        _lab.Model("broken", service.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Message.ShouldStartWith("broken: the answer broke off: ");
    }

    [Fact]
    public async Task Ask_TheStreamIsEmpty_IsAFailure()
    {
        await using var service = await ModelService.StartAsync((_, _, response) =>
        {
            response.ContentType = "text/event-stream";
            return Task.CompletedTask;
        });
        _lab.Model("empty", service.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Message.ShouldBe("empty: the answer ended before it began");
    }

    [Fact]
    public async Task Ask_StreamIsFalse_AsksForAWholeAnswer()
    {
        await using var service = await ModelService.SayingAsync("whole");
        _lab.Model("whole", service.Address, ("Stream", "false"));

        (await _lab.AskAsync()).Text.ShouldBe("whole");

        (await service.Requests.ReadAsync(TestContext.Current.CancellationToken)).Streams.ShouldBeFalse();
    }

    private static Task Settled(Task task) => Task.WhenAny(task);
}
