namespace PicoClaw.Storage.Lanes;

/// <summary>What a service does in a lane.</summary>
public interface ILaneWork
{
    /// <summary>
    /// Works until the lane is empty, then true; false after a piece of work when more may be left, so that other lanes get their turn, and whenever
    /// <see cref="LaneHold.ShouldYield"/>. Cancelled when the lease can no longer be kept; every commit is guarded by <see cref="LaneTable.GuardAsync"/> all the same.
    /// </summary>
    Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken);
}
