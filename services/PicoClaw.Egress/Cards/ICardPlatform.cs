using PicoClaw.Contracts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Cards;

/// <summary>A channel's cards. Like <see cref="IChannel"/> it makes the calls, and decides on no retry. Every call may be repeated but the create.</summary>
internal interface ICardPlatform
{
    /// <summary>As in <see cref="IChannel.Name"/>.</summary>
    string Channel { get; }

    CardsMode ModeOf(string account);

    /// <summary>Where the reply's card can be shown and of what it is made, as text for the store; null: there is no place for one.</summary>
    string? PlaceOf(ReplyProgress progress);

    /// <summary>Makes a card and shows it.</summary>
    Task<CardResult> CreateAsync(Card card, string text, CancellationToken cancellationToken);

    /// <summary>Shows the text so far; the last one finishes the card. The same <paramref name="frameId"/> is the same call.</summary>
    Task<CardResult> StreamAsync(Card card, Guid frameId, string text, bool isFinal, CancellationToken cancellationToken);

    /// <summary>Marks the card as finished, with this text in place of what it shows if one is given.</summary>
    Task<CardResult> FinishAsync(Card card, string? text, CancellationToken cancellationToken);
}
