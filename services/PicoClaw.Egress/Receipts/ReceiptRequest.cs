namespace PicoClaw.Egress.Receipts;

/// <summary>A question who has read a message, as Dapper fills it.</summary>
internal sealed class ReceiptRequest
{
    public required string Key { get; init; }

    /// <summary>As in <see cref="Outbox.RecipientText"/>.</summary>
    public required string Recipient { get; init; }

    /// <summary>Since it was asked last.</summary>
    public required long AgeMs { get; init; }

    /// <summary>Since the message was sent.</summary>
    public required long SentMs { get; init; }

    /// <summary>How long an answer is kept that counts.</summary>
    public required long KeepMs { get; init; }
}
