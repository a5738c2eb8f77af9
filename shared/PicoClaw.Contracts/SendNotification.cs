namespace PicoClaw.Contracts;

/// <summary>
/// Send what nobody asked for: a message of another system, or of a schedule. Sent to <c>egress-intake</c> by any system. It has
/// no place in the sequence of a conversation's replies.
/// </summary>
public sealed record SendNotification
{
    /// <summary>New for each notification: the same id is sent once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The messaging platform, lower case, such as <c>dingtalk</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The name of the account in the configuration, whose bot sends it.</summary>
    public required string Account { get; init; }

    /// <summary>To whom: at least one, at most 1,000 once aliases are resolved. Each gets it once, however often named.</summary>
    public required IReadOnlyList<Recipient> To { get; init; }

    /// <summary>What to send. A text of at most 60,000 bytes of UTF-8.</summary>
    public required OutboundContent Content { get; init; }

    /// <summary>Interactive if a person waits for it; such messages are for few recipients.</summary>
    public DeliveryPriority Priority { get; init; } = DeliveryPriority.Bulk;

    /// <summary>Who wants it sent; <see cref="IdempotencyKey"/> is the client's own.</summary>
    public string Client { get; init; } = "";

    /// <summary>
    /// The same key of the same client is sent once, whatever the id; with something else to send it is refused. At most 200 characters; null: the id
    /// alone counts. Remembered for as long as egress keeps sent replies.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Not sent before, UTC, at most a year ahead; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent from then on, UTC; what is left fails as expired. Null: it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
