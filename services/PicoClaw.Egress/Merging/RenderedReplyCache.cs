using System.Diagnostics.CodeAnalysis;

namespace PicoClaw.Egress.DingTalk;

/// <summary>
/// The letters of long replies, so that each is rendered once and not for every message and attempt. Of many, the oldest are forgotten; they are rendered again, to the same messages.
/// </summary>
internal sealed class LetterCache
{
    private const long MostChars = 4_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Letter> _letters = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _chars;

    public bool TryFind(string deliveryId, [NotNullWhen(true)] out Letter? letter)
    {
        lock (_lock)
        {
            return _letters.TryGetValue(deliveryId, out letter);
        }
    }

    public void Add(string deliveryId, Letter letter)
    {
        lock (_lock)
        {
            if (!_letters.TryAdd(deliveryId, letter))
            {
                return;
            }

            _order.Enqueue(deliveryId);
            for (_chars += CharsOf(letter); _chars > MostChars && _order.Count > 1;)
            {
                _letters.Remove(_order.Dequeue(), out var oldest);
                _chars -= CharsOf(oldest!);
            }
        }
    }

    private static long CharsOf(Letter letter) => letter.Parts.Sum(part => (long)part.Text.Length);
}
