namespace PicoClaw.Contracts;

/// <summary>The earlier message that a message answers.</summary>
public sealed record Quote
{
    /// <summary>The platform's id of the quoted message, when known.</summary>
    public string? MessageId { get; init; }

    /// <summary>As in <see cref="MessageDelivered.DeliveryKey"/>, when the bot sent it and the platform tells the key.</summary>
    public string? DeliveryKey { get; init; }

    /// <summary>Who wrote it, when known.</summary>
    public Sender? Sender { get; init; }

    /// <summary>True when the bot itself wrote it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The quoted text, when known.</summary>
    public string? Text { get; init; }

    /// <summary>Its other parts, as in <see cref="MessageReceived.Attachments"/>.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>As in <see cref="MessageReceived.Unreadable"/>.</summary>
    public UnreadableContent? Unreadable { get; init; }
}
