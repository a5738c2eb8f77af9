namespace PicoClaw.Contracts;

/// <summary>
/// Ask where an attachment can be read. A request of the agent to <c>egress-addresses</c>, answered by <see cref="AttachmentAddress"/>: egress owns token,
/// pace and budget of the account. It is worth nothing once its asker has given up, so nobody keeps it.
/// </summary>
public sealed record GetAttachmentAddress
{
    /// <summary>The same for each time that the same attachment is asked for: while one is unanswered, the others cost no call of their own.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where the attachment was sent.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>As in <see cref="Attachment.Reference"/>.</summary>
    public required string Reference { get; init; }
}
