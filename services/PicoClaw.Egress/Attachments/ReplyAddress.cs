namespace PicoClaw.Egress.Attachments;

/// <summary>Where an answer goes, and which request of its asker it answers.</summary>
internal sealed class ReplyAddress
{
    public required string ReplyTo { get; init; }

    public required string ReplyId { get; init; }
}
