namespace PicoClaw.Egress.Cards;

/// <summary>A card's reply in the outbox.</summary>
internal sealed class CardReply
{
    /// <summary>Not 0: the card shows it, its first part, or may show it.</summary>
    public required long IsCarried { get; init; }

    /// <summary>Not 0: its newest call was to the card, and showed it there or may have; what was sent by another way does not count.</summary>
    public required long WentToCard { get; init; }

    /// <summary>Not 0: its next call finds out whether the card shows it.</summary>
    public required long IsInDoubt { get; init; }
}
