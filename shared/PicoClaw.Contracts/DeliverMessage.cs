namespace PicoClaw.Contracts;

/// <summary>Deliver a reply to a conversation. Sent by the agent to <c>egress-intake</c>.</summary>
public sealed record DeliverMessage
{
    /// <summary>Deterministic from the turn that produced it: the same reply sent twice has the same id and is delivered once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where to deliver it.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The lane that <see cref="Sequence"/> counts in; new when the agent's store is new.</summary>
    public required Guid LaneId { get; init; }

    /// <summary>The position of this reply in its lane, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>What to deliver.</summary>
    public required OutboundContent Content { get; init; }

    /// <summary>Ids of the people to mention, as in <see cref="Sender.Id"/>.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>What people may press on it. A channel shows as many as it can.</summary>
    public IReadOnlyList<MessageAction> Actions
    {
        get;

        // What a store holds from before this field is read as null by generated serializers.
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// Id of the reply in the making that this only announces: it is left out where that reply is shown already, or has come. Null for everything else.
    /// </summary>
    public Guid? Announces { get; init; }

    /// <summary>How to answer: the newest route known to be open among those of the answered messages.</summary>
    public required ReplyRoute ReplyRoute { get; init; }

    /// <summary>Interactive if a person waits for it.</summary>
    public DeliveryPriority Priority { get; init; }

    /// <summary>Id of the newest <see cref="MessageReceived"/> that this answers, or of the <see cref="SendNotification"/> that this is.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When the agent created it, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
