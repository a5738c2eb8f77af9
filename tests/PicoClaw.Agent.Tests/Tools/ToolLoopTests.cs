using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>A model that calls tools, over real HTTP.</summary>
public sealed class ToolLoopTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Answer_ModelCallsATool_ItsResultReachesTheModel()
    {
        await using var service = await OneCallAsync("current_time", """{"timeZone":"Asia/Shanghai"}""");

        (await _lab.AskAsync()).Text.ShouldBe("good");

        (await ToolResultAsync(service)).ShouldBe("2026-06-13 Saturday 20:00:00 +08:00 (Asia/Shanghai)");
    }

    [Fact]
    public async Task Answer_ToolThrows_TheModelIsToldAndTheUserIsAnswered()
    {
        _lab.Tool(AIFunctionFactory.Create(string () => throw new InvalidOperationException("no such city"), "weather"));
        await using var service = await OneCallAsync("weather", "{}");

        (await _lab.AskAsync()).Text.ShouldBe("good");

        (await ToolResultAsync(service)).ShouldBe("Error: no such city");
    }

    [Fact]
    public async Task Answer_ToolDoesNotExist_TheModelIsToldAndTheUserIsAnswered()
    {
        await using var service = await OneCallAsync("no_such_tool", "{}");

        (await _lab.AskAsync()).Text.ShouldBe("good");

        (await ToolResultAsync(service)).ShouldContain("not found");
    }

    [Theory]
    [InlineData("2", 3)]
    [InlineData("0", 21)]
    public async Task Answer_ModelNeverStopsCalling_HasToAnswerWithoutTools(string limit, int asked)
    {
        _lab.Set("Agent:Defaults:MaxToolIterations", limit);
        await using var service = await ModelService.StartAsync((_, request, response) => request.Body["tools"] is null
            ? OpenAiWire.SayAsync(response, request, "good")
            : OpenAiWire.CallAsync(response, request, "current_time", "{}", "let me look"));
        _lab.Model("main", service.Address);

        (await _lab.AskAsync()).Text.ShouldBe("good");

        service.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Answer_TurnIsCancelledWhileAToolRuns_Ends()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lab.Tool(AIFunctionFactory.Create(
            () =>
            {
                called.SetResult();
                return new TaskCompletionSource<string>().Task;
            },
            "hang"));
        await using var service = await OneCallAsync("hang", "{}");
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var answer = _lab.Client.GetResponseAsync("hello", cancellationToken: turn.Token);
        await called.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        await turn.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer.WaitAsync(TimeSpan.FromMinutes(2), Cancel));
        service.Requests.Count.ShouldBe(1);
    }

    private async Task<ModelService> OneCallAsync(string tool, string arguments)
    {
        var service = await ModelService.StartAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, tool, arguments)
            : OpenAiWire.SayAsync(response, request, "good"));
        _lab.Model("main", service.Address);
        return service;
    }

    private static async Task<string> ToolResultAsync(ModelService service)
    {
        _ = await service.Requests.ReadAsync(Cancel);
        var request = await service.Requests.ReadAsync(Cancel);
        JsonNode last = request.Body["messages"]!.AsArray()[^1]!;
        ((string?)last["role"], (string?)last["tool_call_id"]).ShouldBe(("tool", "call_1"));
        return request.LastText;
    }
}
