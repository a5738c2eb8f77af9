using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Anthropic's Messages API over real HTTP.</summary>
public sealed class AnthropicTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_Text_UsesAnthropicsProtocol()
    {
        await using var service = await ModelService.StartAsync((_, _, response) => AnthropicWire.SayAsync(response, "hello, Ann"));
        Use(service, ("CustomHeaders:anthropic-beta", "x-1"));

        var calls = new CallLog();
        var answer = await _lab.Client.GetResponseAsync(
            [new(ChatRole.System, "be brief"), new(ChatRole.User, "hello")],
            new AnswerOptions { Calls = calls },
            TestContext.Current.CancellationToken);

        (answer.Text, answer.ModelId).ShouldBe(("hello, Ann", "claude"));
        var usage = calls.Calls.ShouldHaveSingleItem();
        (usage.InputTokens, usage.OutputTokens).ShouldBe((11, 4));
        var request = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        (request.Path, request.Headers["x-api-key"], request.Headers["anthropic-beta"], request.Key).ShouldBe(("/v1/messages", "sk-ant-1", "x-1", null));
        request.Headers.Keys.ShouldContain("anthropic-version");
        ((string?)request.Body["model"], (int)request.Body["max_tokens"]!).ShouldBe(("claude-sonnet", 8192));
        request.Body["system"]!.ToJsonString().ShouldContain("be brief");
        request.LastText.ShouldBe("hello");
    }

    [Fact]
    public async Task Ask_WithATool_SendsItsResult()
    {
        await using var service = await ModelService.StartAsync((number, _, response) =>
            number == 1 ? AnthropicWire.CallAsync(response, "shout", """{"word":"hey"}""") : AnthropicWire.SayAsync(response, "done"));
        Use(service);
        _lab.Tool(AIFunctionFactory.Create((string word) => word.ToUpperInvariant(), "shout"));

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("done");

        await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var second = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var result = second.Body["messages"]!.AsArray()[^1]!["content"]![0]!;
        ((string?)result["type"], (string?)result["tool_use_id"]).ShouldBe(("tool_result", "toolu_1"));
        result.ToJsonString().ShouldContain("HEY");
    }

    [Theory]
    [InlineData("prompt is too long: 208310 tokens > 200000 maximum")]
    [InlineData("input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000")]
    public async Task Ask_PromptIsTooLong_Throws(string message)
    {
        await using var service = await ModelService.StartAsync((_, _, response) => AnthropicWire.FailAsync(response, 400, "invalid_request_error", message));
        Use(service);

        await Should.ThrowAsync<ContextTooLongException>(() => _lab.AskAsync());
    }

    [Fact]
    public async Task Ask_OverloadedInTheStream_IsAskedAgain()
    {
        await using var service = await ModelService.StartAsync((number, _, response) => number == 1
            ? AnthropicWire.EventAsync(response, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")
            : AnthropicWire.SayAsync(response, "good"));
        Use(service);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
    }

    [Fact]
    public async Task Ask_WrongKey_IsAskedOnce()
    {
        await using var service = await ModelService.StartAsync((_, _, response) =>
            AnthropicWire.FailAsync(response, 401, "authentication_error", "invalid x-api-key"));
        Use(service);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Message.ShouldBe("claude: HTTP 401: invalid x-api-key");
        service.Requests.Count.ShouldBe(1);
    }

    private void Use(ModelService service, params (string, string)[] fields) =>
        _lab.Model("claude", service.Address, [("Model", "anthropic/claude-sonnet"), ("ApiKeys:0", "sk-ant-1"), .. fields]);
}
