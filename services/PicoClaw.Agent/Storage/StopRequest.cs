namespace PicoClaw.Agent.Storage;

/// <summary>Somebody wants a turn to stop.</summary>
/// <param name="MessageId">The message that says so.</param>
/// <param name="PersonId">Who wrote or pressed it.</param>
/// <param name="ReplyId">The <see cref="ShortId"/> of the turn's reply; null: whatever runs or waits.</param>
internal sealed record StopRequest(Guid MessageId, string PersonId, string? ReplyId)
{
    /// <summary>The person may stop what others have asked.</summary>
    public bool MayStopAny { get; init; }

    /// <summary>It was a button, which people press twice.</summary>
    public bool IsPressed { get; init; }
}
