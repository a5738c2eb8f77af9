namespace PicoClaw.Storage.Lanes;

/// <summary>How a service runs its lanes. The service sets defaults; the section <c>Lanes</c> of the configuration overrides them.</summary>
public sealed class LaneOptions
{
    public const string SectionName = "Lanes";

    /// <summary>The number of lanes that one replica works in at a time.</summary>
    public int MaxLanes { get; set; } = 10;

    /// <summary>How long a lane stays with a replica that was paused or cut off, or that died with its machine.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the end of an unrenewed lease its holder stops working.</summary>
    public TimeSpan SafetyMargin { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a lane stays with a replica whose session with PostgreSQL has ended, which a kill -9 does at once; a live one opens another meanwhile.
    /// </summary>
    public TimeSpan AbsenceTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The interval of the search for lanes that no signal announced.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for work that is already in the lanes; zero: current work is finished, nothing else is started.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long steps that cannot be undone may continue after a stop has cancelled their lane, however long other services took to stop before.
    /// </summary>
    public TimeSpan FinishTime { get; set; } = TimeSpan.Zero;
}
