namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>For a store that one process has to itself.</summary>
internal sealed class NoLaneNotifier : ILaneNotifier
{
    public void Ring(LaneNotice news)
    {
    }

    public Task RunAsync(Action<LaneNotice> heard, CancellationToken cancellationToken) => Task.CompletedTask;
}
