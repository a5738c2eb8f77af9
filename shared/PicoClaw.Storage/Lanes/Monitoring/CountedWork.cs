namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>Counts the lanes that a service is working in.</summary>
internal sealed class CountedWork(ILaneWork work, LaneStatus status) : ILaneWork
{
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        status.Began();
        try
        {
            return await work.WorkAsync(hold, cancellationToken);
        }
        finally
        {
            status.Ended();
        }
    }
}
