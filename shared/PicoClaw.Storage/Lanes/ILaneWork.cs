namespace PicoClaw.Storage.Lanes;

/// <summary>What a service does in a lane.</summary>
public interface ILaneWork
{
    /// <summary>
    /// Works until the lane is empty, or until <see cref="LaneHold.ShouldYield"/> between two pieces of work. Cancelled when the lease can no longer be kept;
    /// every commit is guarded by <see cref="LaneTable.GuardAsync"/> all the same.
    /// </summary>
    Task DrainAsync(LaneHold hold, CancellationToken cancellationToken);
}
