using System.Collections.Concurrent;
using DingTalk.Emulator.Faults;

namespace DingTalk.Emulator.Streaming;

// `disconnect` and `dropLinks` act on the links that are open, and with `seconds` on those that open within that time.
internal sealed class LinkFaults(FaultBoard board)
{
    private readonly ConcurrentDictionary<StreamLink, Heartbeat> _watched = new();

    public IDisposable Watch(StreamLink link, Heartbeat heartbeat)
    {
        _watched[link] = heartbeat;
        Apply(link, heartbeat, FaultNames.Disconnect);
        Apply(link, heartbeat, FaultNames.DropLinks);
        return new Watched(() => _watched.TryRemove(link, out _));
    }

    // Returns how many links it hit.
    public int Strike(string fault, string? clientId, int? count)
    {
        var targets = _watched.Where(pair => clientId is null || pair.Key.App.ClientId == clientId).ToArray();
        Random.Shared.Shuffle(targets);
        var hit = targets.Take(count ?? targets.Length).ToList();
        hit.ForEach(pair => Hit(pair.Key, pair.Value, fault));
        return hit.Count;
    }

    private void Apply(StreamLink link, Heartbeat heartbeat, string fault)
    {
        if (board.TryTake(fault, link.App.ClientId) is not null)
        {
            Hit(link, heartbeat, fault);
        }
    }

    private static void Hit(StreamLink link, Heartbeat heartbeat, string fault)
    {
        if (fault == FaultNames.Disconnect)
        {
            heartbeat.Disconnect("persistent connection is timeout");
        }
        else
        {
            link.Drop("dropped by a fault");
        }
    }

    private sealed class Watched(Action forget) : IDisposable
    {
        public void Dispose() => forget();
    }
}
