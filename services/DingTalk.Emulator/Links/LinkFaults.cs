using System.Collections.Concurrent;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Links;

// The faults that act on open links, and with `seconds` also on links that open within that time.
internal sealed class LinkFaults(FaultStore faults, Stats stats) : IImmediateFault
{
    private readonly ConcurrentDictionary<StreamLink, Heartbeat> _watched = new();

    public IDisposable Watch(StreamLink link, Heartbeat heartbeat)
    {
        _watched[link] = heartbeat;
        foreach (var name in FaultNames.OnLinks)
        {
            if (faults.TryTake(name, link.App.ClientId) is { } fault)
            {
                Hit(link, heartbeat, fault);
            }
        }

        return new Watched(() => _watched.TryRemove(link, out _));
    }

    // With a count it acts on that many links.
    public void Apply(Fault fault)
    {
        if (!FaultNames.OnLinks.Contains(fault.Name))
        {
            return;
        }

        var targets = _watched.Where(pair => fault.App is null || pair.Key.App.ClientId == fault.App).ToArray();
        Random.Shared.Shuffle(targets);
        foreach (var (link, heartbeat) in targets.Take(fault.CountLeft ?? targets.Length))
        {
            Hit(link, heartbeat, fault);
        }
    }

    private void Hit(StreamLink link, Heartbeat heartbeat, Fault fault)
    {
        switch (fault.Name)
        {
            case FaultNames.Disconnect:
                heartbeat.Disconnect("persistent connection is timeout");
                break;
            case FaultNames.DropLinks:
                link.Drop("dropped by a fault");
                break;
            case FaultNames.Zombie:
                link.TurnZombie();
                break;
            case FaultNames.Ping:
                heartbeat.SendPing();
                break;
            case FaultNames.Malformed when BrokenFrame.Of(fault.Value!) is { } frame && link.TrySendRaw(frame):
                stats.SentMalformed();
                break;
            default:
                break;
        }
    }

    private sealed class Watched(Action forget) : IDisposable
    {
        public void Dispose() => forget();
    }
}
