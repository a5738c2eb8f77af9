using System.Collections.Concurrent;

namespace PicoClaw.Egress.Cards;

/// <summary>The cards of an account, while this process holds it: what the store knows, and what comes of the calls.</summary>
internal sealed class CardBook
{
    private const int MostDeclined = 1000;

    private readonly ConcurrentDictionary<Guid, Card> _cards = new();
    private readonly Queue<Guid> _order = new();
    private readonly HashSet<Guid> _declined = [];

    /// <summary>No new cards before; on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long PausedUntil { get; set; } = long.MinValue;

    /// <summary>False while another process may hold the account.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Has the desk look at the cards; null: there is none yet.</summary>
    public Action? Wake { get; set; }

    public IEnumerable<Card> All => _cards.Values;

    public int Open => _cards.Values.Count(card => card is { IsOpen: true, State: not (CardState.Final or CardState.Plain) });

    public Card? Find(Guid replyId) => _cards.GetValueOrDefault(replyId);

    public void Add(Card card) => _cards[card.ReplyId] = card;

    public void Remove(Card card) => _cards.TryRemove(card.ReplyId, out _);

    public void Load(IEnumerable<Card> cards)
    {
        _cards.Clear();
        foreach (var card in cards)
        {
            Add(card);
        }
    }

    /// <summary>The reply gets no card, whatever is reported of it. Above a limit the oldest are forgotten, and decided on again.</summary>
    public void Decline(Guid replyId)
    {
        lock (_order)
        {
            if (_declined.Add(replyId))
            {
                _order.Enqueue(replyId);
                if (_order.Count > MostDeclined)
                {
                    _declined.Remove(_order.Dequeue());
                }
            }
        }
    }

    public bool IsDeclined(Guid replyId)
    {
        lock (_order)
        {
            return _declined.Contains(replyId);
        }
    }
}
