namespace PicoClaw.Storage.Lanes;

/// <summary>A service's work in a lane.</summary>
public interface ILaneWork
{
    /// <summary>
    /// Returns true once the lane is empty; false after a piece of work when more may be left, so that other lanes get their turn, and whenever
    /// <see cref="LaneHold.ShouldYield"/>. Cancelled when the lease can no longer be kept; even so, every commit must be guarded by
    /// <see cref="LaneTable.GuardAsync"/>.
    /// </summary>
    Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken);
}
