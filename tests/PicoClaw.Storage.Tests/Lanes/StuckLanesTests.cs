using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Storage.Tests.Lanes;

public sealed class StuckLanesTests
{
    private static readonly StuckLanes Two = new(2, [new StuckLane("dingtalk:acme:cid", 12, TimeSpan.FromMinutes(9))]);

    [Fact]
    public async Task CheckHealthAsync_LanesAreStuck_NamesThemAndKeepsTheReplicaInRotation()
    {
        var board = new LaneBoard("agent", null);
        var check = new StuckLanesCheck(board);
        (await CheckAsync(check)).Status.ShouldBe(HealthStatus.Healthy);

        board.Stuck = Two;

        var result = await CheckAsync(check);
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description.ShouldBe("stuck and retried: dingtalk:acme:cid (12 failures in 9 min) and 1 more; the log says why (event 112)");
    }

    [Fact]
    public void Gauge_LanesAreStuck_CountsThemByService()
    {
        using var meters = new TestMeters();
        var board = new LaneBoard("agent", meters) { Stuck = Two };
        using var collector = new MetricCollector<long>(meters, LaneBoard.MeterName, "picoclaw.lanes.stuck");

        collector.RecordObservableInstruments();

        var seen = collector.LastMeasurement!;
        (seen.Value, seen.Tags["service"]).ShouldBe((board.Stuck.Count, "agent"));
    }

    private static Task<HealthCheckResult> CheckAsync(StuckLanesCheck check) => check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

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
