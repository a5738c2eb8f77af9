using System.Collections.Concurrent;

namespace PicoClaw.Egress.Cards;

/// <summary>One book for each account.</summary>
internal sealed class CardBooks
{
    private readonly ConcurrentDictionary<string, CardBook> _books = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, CardBook>> All => _books;

    public CardBook Of(string key) => _books.GetOrAdd(key, _ => new CardBook());

    public Card? Find(string key, Guid replyId) => _books.TryGetValue(key, out var book) ? book.Find(replyId) : null;
}
