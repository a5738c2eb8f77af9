using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Calls;

public sealed class UsageTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();
    private readonly CallLog _calls = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_WithATool_BothCallsAreLoggedWithTheirCost()
    {
        await using var service = await ModelService.StartAsync((number, request, response) =>
            number == 1 ? OpenAiWire.CallAsync(response, request, "current_time", "{}", "Let me see.") : OpenAiWire.SayAsync(response, request, "Noon."));
        _lab.Model("main", service.Address, ("InputPrice", "2"), ("OutputPrice", "8.5"));

        var answer = await AskAsync();

        answer.Text.ShouldBe("Noon.");
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((14, 10));
        _calls.Calls.Select(call => (call.Model, call.InputTokens, call.OutputTokens, call.Cost))
            .ShouldBe(Enumerable.Repeat(("main", 7L, 5L, (decimal?)((7 * 2m) + (5 * 8.5m)) / 1_000_000), 2));
    }

    [Fact]
    public async Task Ask_NoPrices_TheCostIsUnknown()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("InputPrice", "2"));

        await AskAsync();

        _calls.Calls.ShouldHaveSingleItem().Cost.ShouldBeNull();
    }

    [Fact]
    public async Task Ask_Retried_EachCallIsLoggedWithoutTheWaitBetween()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 500 : 200));
        _lab.Model("main", service.Address);

        await _lab.RunAsync(AskAsync());

        _calls.Calls.Select(call => call.InputTokens).ShouldBe([0, 7]);
        _calls.Calls.ShouldAllBe(call => call.Latency < TimeSpan.FromSeconds(2), "the wait is 2 s");
        _calls.Failed.ShouldBe(1);
    }

    // It was answered, so it is billed.
    [Fact]
    public async Task Ask_TheAnswerIsEmpty_ItsUsageIsLogged()
    {
        await using var service = await ModelService.SayingAsync(" ");
        _lab.Model("main", service.Address);

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(AskAsync()));

        _calls.Calls.Select(call => (call.InputTokens, call.OutputTokens)).ShouldBe([(7, 5), (7, 5), (7, 5)]);
    }

    [Fact]
    public async Task Ask_Cancelled_TheCallIsLogged()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ModelService.StartAsync(async (_, aborted) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, aborted);
            return 200;
        });
        _lab.Model("main", service.Address);
        using var cancel = new CancellationTokenSource();
        var asking = _lab.Client.GetResponseAsync("hello", new AnswerOptions { Calls = _calls }, cancel.Token);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        _calls.Calls.ShouldHaveSingleItem().Model.ShouldBe("main");
    }

    [Fact]
    public async Task Ask_AnswerAndFailure_AreMeasuredUnderTheNamesOfOpenTelemetry()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 200 : 401));
        _lab.Model("main", service.Address, ("Model", "metered-model"));
        using var meter = new ModelMeter("metered-model");

        await _lab.AskAsync();
        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        meter.Of("gen_ai.client.token.usage").Select(measured => ((string?)measured.Tags["gen_ai.token.type"], measured.Value))
            .ShouldBe([("input", 7), ("output", 5)], ignoreOrder: true);
        meter.Of("gen_ai.client.operation.duration").Select(measured => measured.Tags.ContainsKey("error.type")).ShouldBe([false, true]);
    }

    private Task<ChatResponse> AskAsync() => _lab.AskAsync(options: new AnswerOptions { Calls = _calls });
}
