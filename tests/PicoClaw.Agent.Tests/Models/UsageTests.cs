using PicoClaw.Agent.Models;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models;

public sealed class UsageTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_WithATool_UsageAndCostAreOfBothCalls()
    {
        await using var service = await ModelService.StartAsync((number, request, response) =>
            number == 1 ? OpenAiWire.CallAsync(response, request, "current_time", "{}", "Let me see.") : OpenAiWire.SayAsync(response, request, "Noon."));
        _lab.Model("main", service.Address, ("InputPrice", "2"), ("OutputPrice", "8.5"));

        var answer = await _lab.AskAsync();

        answer.Text.ShouldBe("Noon.");
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((14, 10));
        ModelUsage.Of(answer).ShouldBe(new ModelUsage("main", 14, 10, TimeSpan.Zero, ((14 * 2m) + (10 * 8.5m)) / 1_000_000));
    }

    [Fact]
    public async Task Ask_NoPrices_TheCostIsUnknown()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("InputPrice", "2"));

        ModelUsage.Of(await _lab.AskAsync()).ShouldNotBeNull().Cost.ShouldBeNull();
    }

    [Fact]
    public async Task Ask_Retried_TheLatencyIsThatOfTheWholeWait()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 500 : 200));
        _lab.Model("main", service.Address);

        var usage = ModelUsage.Of(await _lab.RunAsync(_lab.AskAsync())).ShouldNotBeNull();

        usage.Latency.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Ask_AnswerAndFailure_AreMeasuredUnderTheNamesOfOpenTelemetry()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 200 : 401));
        _lab.Model("main", service.Address, ("Model", "metered-model"));
        using var meter = new ModelMeter("metered-model");

        await _lab.AskAsync();
        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        meter.Of("gen_ai.client.token.usage").Select(measured => ((string?)measured.Tags["gen_ai.token.type"], measured.Value)).ShouldBe([("input", 7), ("output", 5)], ignoreOrder: true);
        meter.Of("gen_ai.client.operation.duration").Select(measured => measured.Tags.ContainsKey("error.type")).ShouldBe([false, true]);
    }
}
