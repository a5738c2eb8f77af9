using System.Diagnostics.Metrics;

namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>The last known state of a service's lanes, for <c>/ready</c> and as gauges of the meter "PicoClaw.Storage".</summary>
internal sealed class LaneStatus
{
    public const string MeterName = "PicoClaw.Storage";

    private StuckLanes _stuck = StuckLanes.None;
    private long _waiting;
    private int _held;

    /// <summary>Every host has <paramref name="meters"/>; a bare service collection has none.</summary>
    public LaneStatus(string service, IMeterFactory? meters)
    {
        if (meters?.Create(MeterName) is { } meter)
        {
            meter.CreateObservableGauge(
                $"picoclaw.{service}.lanes.held", () => Volatile.Read(ref _held), "{lane}", "Lanes in which this replica works");
            meter.CreateObservableGauge(
                $"picoclaw.{service}.lanes.waiting", () => Waiting, "{lane}", "Lanes of all replicas with work that nobody holds");
            meter.CreateObservableGauge(
                $"picoclaw.{service}.lanes.stuck", () => Stuck.Count, "{lane}", "Lanes of all replicas that have failed for minutes and wait for a retry");
        }
    }

    public StuckLanes Stuck
    {
        get => Volatile.Read(ref _stuck);
        set => Volatile.Write(ref _stuck, value);
    }

    public long Waiting
    {
        get => Volatile.Read(ref _waiting);
        set => Volatile.Write(ref _waiting, value);
    }

    public void Began() => Interlocked.Increment(ref _held);

    public void Ended() => Interlocked.Decrement(ref _held);
}
