namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>A service's work, counted while it is done.</summary>
internal sealed class CountedWork(ILaneWork work, LaneStatus board) : ILaneWork
{
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        board.Began();
        try
        {
            return await work.WorkAsync(hold, cancellationToken);
        }
        finally
        {
            board.Ended();
        }
    }
}
