using System.Diagnostics.Metrics;

namespace PicoClaw.Storage.Lanes;

/// <summary>What was last seen of a service's stuck lanes, for <c>/ready</c> and as the gauge "picoclaw.lanes.stuck" of the meter "PicoClaw.Storage".</summary>
internal sealed class StuckLaneBoard
{
    public const string MeterName = "PicoClaw.Storage";

    private StuckLanes _stuck = StuckLanes.None;

    /// <summary>Every host brings <paramref name="meters"/>; a bare service collection does not.</summary>
    public StuckLaneBoard(string service, IMeterFactory? meters) =>
        meters?.Create(MeterName).CreateObservableGauge(
            "picoclaw.lanes.stuck", () => new Measurement<long>(Stuck.Count, new KeyValuePair<string, object?>("service", service)), "{lane}", "Lanes that have failed for minutes and wait for a retry");

    public StuckLanes Stuck
    {
        get => Volatile.Read(ref _stuck);
        set => Volatile.Write(ref _stuck, value);
    }
}
