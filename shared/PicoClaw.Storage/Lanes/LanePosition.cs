namespace PicoClaw.Storage.Lanes;

/// <summary>A place in a lane, given out once.</summary>
public readonly record struct LanePosition(Guid LaneId, long Position);
