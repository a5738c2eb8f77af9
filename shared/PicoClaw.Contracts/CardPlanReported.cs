namespace PicoClaw.Contracts;

/// <summary>
/// How an account with cards stands to its month of calls. Broadcast by egress several times a minute; it may be lost, and the newest counts.
/// </summary>
public sealed record CardPlanReported
{
    /// <summary>As in <see cref="Conversation.Channel"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>As in <see cref="Conversation.Account"/>.</summary>
    public required string Account { get; init; }

    /// <summary>API calls of this month so far.</summary>
    public required long Used { get; init; }

    /// <summary>API calls that the month has; 0: no limit.</summary>
    public required int Limit { get; init; }

    /// <summary>API calls of today so far; null where no card was planned today.</summary>
    public long? UsedToday { get; init; }

    /// <summary>API calls that the plan gives today; null where no card was planned today.</summary>
    public long? ShareOfToday { get; init; }

    /// <summary>What a reply that begins now gets.</summary>
    public required CardForm Form { get; init; }

    /// <summary>Why, in a word or two for metrics, such as <c>above-plan</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When egress read the figures, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
