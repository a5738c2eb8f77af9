namespace PicoClaw.Storage.Lanes;

/// <summary>The right to work in a lane, for as long as <see cref="Token"/> is the lane's newest.</summary>
/// <param name="Key">The lane's key.</param>
/// <param name="LaneId">Identifies the lane's life; new when the store is new.</param>
/// <param name="Token">The fencing token: every claim raises it, every commit of the holder checks it.</param>
public sealed record LaneLease(string Key, Guid LaneId, long Token)
{
    /// <summary>The number of consecutive failures before this claim.</summary>
    internal int Failures { get; init; }

    /// <summary>The lane's version at the claim.</summary>
    internal long Version { get; init; }
}
