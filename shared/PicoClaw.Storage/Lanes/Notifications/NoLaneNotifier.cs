namespace PicoClaw.Storage.Lanes;

/// <summary>For a store that one process has to itself.</summary>
internal sealed class SilentBell : ILaneBell
{
    public void Ring(LaneNews news)
    {
    }

    public Task RunAsync(Action<LaneNews> heard, CancellationToken cancellationToken) => Task.CompletedTask;
}
