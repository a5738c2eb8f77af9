namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Webhooks that answered that they are gone: asking them again would cost a call each time. Above a limit the oldest are forgotten.</summary>
internal sealed class ClosedWebhooks
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Contains(string key)
    {
        lock (_lock)
        {
            return _keys.Contains(key);
        }
    }

    public void Add(string key)
    {
        lock (_lock)
        {
            if (!_keys.Add(key))
            {
                return;
            }

            _order.Enqueue(key);
            if (_order.Count > Most)
            {
                _keys.Remove(_order.Dequeue());
            }
        }
    }
}
