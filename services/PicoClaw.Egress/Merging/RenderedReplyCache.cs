using System.Diagnostics.CodeAnalysis;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Merging;

/// <summary>
/// Long replies, so that each is rendered once and not for every message and attempt. Above a limit the oldest are dropped and, when
/// needed, rendered again to the same messages.
/// </summary>
internal sealed class RenderedReplyCache
{
    private const long MostChars = 4_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RenderedReply> _replies = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _chars;

    public bool TryFind(string deliveryId, [NotNullWhen(true)] out RenderedReply? reply)
    {
        lock (_lock)
        {
            return _replies.TryGetValue(deliveryId, out reply);
        }
    }

    public void Add(string deliveryId, RenderedReply reply)
    {
        lock (_lock)
        {
            if (!_replies.TryAdd(deliveryId, reply))
            {
                return;
            }

            _order.Enqueue(deliveryId);
            for (_chars += reply.Chars; _chars > MostChars && _order.Count > 1;)
            {
                _replies.Remove(_order.Dequeue(), out var oldest);
                _chars -= oldest!.Chars;
            }
        }
    }
}
