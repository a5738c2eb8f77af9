namespace PicoClaw.Egress.Cards;

/// <summary>A card in the store.</summary>
internal sealed class CardRow
{
    public required string ReplyId { get; init; }

    public required string Account { get; init; }

    public required string Place { get; init; }

    public required string Style { get; init; }

    public required long GapMs { get; init; }

    public required string State { get; init; }

    public required long IsOpen { get; init; }

    public required string? Carrier { get; init; }

    public required long Attempt { get; init; }

    public required long Number { get; init; }

    public required long AgeMs { get; init; }

    /// <summary>Not 0: the outcome of a call that brought the reply is not known.</summary>
    public required long InDoubt { get; init; }
}
