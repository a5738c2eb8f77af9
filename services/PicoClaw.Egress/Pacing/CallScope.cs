namespace PicoClaw.Egress.Pacing;

/// <summary>
/// What a call counts against: its API or the webhooks that are counted together, and its conversation. Every call also counts for the
/// process's address.
/// </summary>
/// <param name="Api">The name of the API, or null for a webhook.</param>
/// <param name="Webhook">What the platform counts the webhook's messages by, never the address, which is new with every message; null for an API.</param>
/// <param name="Conversation">The platform's, however many lanes share it.</param>
internal sealed record CallScope(string? Api, string? Webhook, string? Conversation)
{
    public const string UploadApi = "upload";

    /// <summary>Gives the platform a file that a later call sends. It delivers nothing, so it may be repeated whatever came of it.</summary>
    public static readonly CallScope Upload = new(UploadApi, null, null);

    /// <summary>
    /// The lowest class: the call goes only while less than half of its limits is used, by whatever calls, so that the other half is always there for
    /// replies.
    /// </summary>
    public bool IsLow { get; init; }
}
