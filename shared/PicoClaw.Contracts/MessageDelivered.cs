namespace PicoClaw.Contracts;

/// <summary>The platform accepted a reply. Published by egress for observers.</summary>
public sealed record MessageDelivered
{
    /// <summary>The id of the <see cref="DeliverMessage"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it was delivered.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The id of the call that delivered it; merged replies share one.</summary>
    public required Guid CallId { get; init; }

    /// <summary>
    /// The platform's key of what people were shown, by which it names that message when somebody quotes it; merged replies share one, and of a reply in
    /// several messages it is the last one's. Null when the platform gave none, as for a DingTalk webhook.
    /// </summary>
    public string? DeliveryKey { get; init; }

    /// <summary>As in <see cref="DeliverMessage.CausationId"/>.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
}
