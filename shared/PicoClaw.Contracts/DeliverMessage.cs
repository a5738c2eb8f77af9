namespace PicoClaw.Contracts;

/// <summary>Say this in a conversation. Sent by the agent to <c>egress-intake</c>.</summary>
public sealed record DeliverMessage
{
    /// <summary>Deterministic from the turn that produced it: the same reply sent twice has the same id and is delivered once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where to say it.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The life of the conversation that <see cref="Sequence"/> counts in; new when the agent's store is new.</summary>
    public required Guid LaneId { get; init; }

    /// <summary>The place of this reply among all of its lane, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>What to say.</summary>
    public required OutboundContent Content { get; init; }

    /// <summary>Ids of the people to mention, as in <see cref="Sender.Id"/>.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>How to answer: of the messages that are answered, the newest route that is known to be open.</summary>
    public required ReplyRoute ReplyRoute { get; init; }

    /// <summary>Interactive unless nobody waits for it.</summary>
    public DeliveryPriority Priority { get; init; }

    /// <summary>Id of the newest <see cref="MessageReceived"/> that this answers.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When the agent made it, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
