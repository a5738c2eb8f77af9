namespace PicoClaw.Storage.Lanes;

internal enum LaneStart
{
    Started,

    /// <summary>This replica works in as many lanes as it may.</summary>
    NoSlot,

    /// <summary>Another replica holds the lane, or has emptied it.</summary>
    NotClaimed,
}
