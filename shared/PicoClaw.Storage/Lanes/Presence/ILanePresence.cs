namespace PicoClaw.Storage.Lanes.Presence;

/// <summary>Shows the other replicas that this one lives, so that its lanes need not wait for their leases when it dies.</summary>
internal interface ILanePresence
{
    /// <summary>What a lane that is claimed or renewed now is held under.</summary>
    PresenceSpan Span { get; }

    /// <summary>Keeps it up until cancelled, which is after the last lane was released.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
