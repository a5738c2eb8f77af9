namespace PicoClaw.Storage.Lanes;

/// <summary>How a service runs its lanes: by defaults of the service, unless the section <c>Lanes</c> of the configuration says otherwise.</summary>
public sealed class LaneOptions
{
    public const string SectionName = "Lanes";

    /// <summary>How many lanes one replica works in at a time.</summary>
    public int MaxLanes { get; set; } = 10;

    /// <summary>How long a lane stays with a replica that died.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the end of an unrenewed lease its holder stops working.</summary>
    public TimeSpan SafetyMargin { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often lanes are looked for that no signal told of.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for work that is already in the lanes; zero: work in hand is finished, nothing else is started.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.Zero;

    /// <summary>How long what was begun and cannot be taken back may go on after a stop has cancelled its lane, however long other services took to stop before.</summary>
    public TimeSpan FinishTime { get; set; } = TimeSpan.Zero;
}
