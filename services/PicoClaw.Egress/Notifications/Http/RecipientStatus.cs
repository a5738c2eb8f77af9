namespace PicoClaw.Egress.Notifications.Http;

/// <summary>What became of one recipient.</summary>
/// <param name="To">As it was written, an alias by what it stood for.</param>
/// <param name="Status"><c>queued</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="Way">By which API it was sent.</param>
/// <param name="CallId">The call that brought it, which others share.</param>
/// <param name="At">When it was sent or failed.</param>
/// <param name="Reason">Why it failed, or what it waits for.</param>
internal sealed record RecipientStatus(string To, string Status, string? Way, string? CallId, DateTimeOffset? At, string? Reason)
{
    /// <summary>Null when it was not asked for, or was not sent.</summary>
    public ReadStatus? Read { get; init; }
}
