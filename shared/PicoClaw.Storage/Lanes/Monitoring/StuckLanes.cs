namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>Lanes that have failed for minutes.</summary>
/// <param name="Count">Their number.</param>
/// <param name="Worst">The first few, longest failing first.</param>
internal sealed record StuckLanes(long Count, IReadOnlyList<StuckLane> Worst)
{
    public static readonly StuckLanes None = new(0, []);
}
