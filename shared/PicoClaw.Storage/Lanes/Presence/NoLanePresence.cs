namespace PicoClaw.Storage.Lanes.Presence;

/// <summary>For a store that only one process uses.</summary>
internal sealed class NoLanePresence : ILanePresence
{
    public PresenceSpan Span { get; } = PresenceSpan.Hidden();

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
