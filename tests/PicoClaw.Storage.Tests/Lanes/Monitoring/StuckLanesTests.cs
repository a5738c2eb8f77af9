using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes.Monitoring;

public sealed class StuckLanesTests
{
    private static readonly StuckLanes Two = new(2, [new StuckLane("dingtalk:acme:cid", 12, TimeSpan.FromMinutes(9))]);

    [Fact]
    public async Task CheckHealthAsync_LanesAreStuck_NamesThemAndKeepsTheReplicaInRotation()
    {
        var board = new LaneStatus("agent", null);
        var check = new StuckLanesHealthCheck(board);
        (await CheckAsync(check)).Status.ShouldBe(HealthStatus.Healthy);

        board.Stuck = Two;

        var result = await CheckAsync(check);
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description.ShouldBe("stuck and retried: dingtalk:acme:cid (12 failures in 9 min) and 1 more; the log says why (event 112)");
    }

    [Fact]
    public async Task Gauges_LanesHeldWaitingAndStuck_CountThemOfTheService()
    {
        using var meters = new TestMeters();
        var board = new LaneStatus("agent", meters) { Stuck = Two, Waiting = 5 };
        using var held = new MetricCollector<int>(meters, LaneStatus.MeterName, "picoclaw.agent.lanes.held");
        using var waiting = new MetricCollector<long>(meters, LaneStatus.MeterName, "picoclaw.agent.lanes.waiting");
        using var stuck = new MetricCollector<long>(meters, LaneStatus.MeterName, "picoclaw.agent.lanes.stuck");
        var work = new RecordingWork { Work = (_, _) => Record() };
        var hold = new LaneHold(new LaneLease("key", Guid.NewGuid(), 1), TimeProvider.System, default, default, default);

        await new CountedWork(work, board).WorkAsync(hold, TestContext.Current.CancellationToken);
        await Record();

        held.GetMeasurementSnapshot().Select(seen => seen.Value).ShouldBe([1, 0]);
        (waiting.LastMeasurement!.Value, stuck.LastMeasurement!.Value).ShouldBe((5, 2));

        Task Record()
        {
            held.RecordObservableInstruments();
            waiting.RecordObservableInstruments();
            stuck.RecordObservableInstruments();
            return Task.CompletedTask;
        }
    }

    private static Task<HealthCheckResult> CheckAsync(StuckLanesHealthCheck check) =>
        check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

    private sealed class TestMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, options.Version, options.Tags, this);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}
