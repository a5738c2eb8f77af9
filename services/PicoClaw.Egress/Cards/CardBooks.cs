using System.Collections.Concurrent;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>One book for each account.</summary>
internal sealed class CardBooks(CardTable table, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CardBook> _books = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, CardBook>> All => _books;

    public CardBook Of(string key) => _books.GetOrAdd(key, _ => new CardBook());

    public Card? Find(string key, Guid replyId) => _books.TryGetValue(key, out var book) ? book.Find(replyId) : null;

    /// <summary>Learns what another process left.</summary>
    public async Task LoadAsync(LaneLease lane, CancellationToken cancellationToken)
    {
        var rows = await table.LoadAsync(lane, cancellationToken);
        var now = time.GetTimestamp();
        Of(lane.Key).Load(rows.Select(row => Card.Of(row, now, time.TimestampFrequency)));
    }
}
