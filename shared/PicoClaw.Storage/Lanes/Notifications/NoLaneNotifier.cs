namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>For a store that only one process uses.</summary>
internal sealed class NoLaneNotifier : ILaneNotifier
{
    public void Notify(LaneNotice notice)
    {
    }

    public Task RunAsync(Action<LaneNotice> received, CancellationToken cancellationToken) => Task.CompletedTask;
}
