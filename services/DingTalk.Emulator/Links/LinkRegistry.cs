using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Links;

internal sealed class LinkRegistry(ChangeSignal changes, IOptions<EmulatorOptions> options, TimeProvider time) : IResettable
{
    private readonly Lock _gate = new();
    private readonly List<StreamLink> _links = [];
    private readonly List<(StreamLink Link, DateTimeOffset Until)> _dead = [];
    private readonly List<Ticket> _opening = [];
    private readonly TimeSpan _grace = options.Value.DeadLinkGrace;

    // Reserves a place, so concurrent handshakes cannot exceed the cap together. A link that got `disconnect` does not count, because its
    // successor opens before it closes.
    public bool TryOpen(Ticket ticket)
    {
        lock (_gate)
        {
            var taken = _opening.Count(one => one.App == ticket.App) + _links.Count(link => link.App == ticket.App && !link.Leaving);
            if (options.Value.MaxConnections is > 0 and var most && taken >= most)
            {
                return false;
            }

            _opening.Add(ticket);
            return true;
        }
    }

    public void GiveUp(Ticket ticket)
    {
        lock (_gate)
        {
            _opening.Remove(ticket);
        }
    }

    public void Add(StreamLink link, Ticket ticket)
    {
        lock (_gate)
        {
            _opening.Remove(ticket);
            _links.Add(link);
        }

        changes.Pulse();
    }

    public void Remove(StreamLink link)
    {
        lock (_gate)
        {
            _links.Remove(link);
            if (link.Lost && _grace > TimeSpan.Zero)
            {
                _dead.Add((link, time.GetUtcNow() + _grace));
            }
        }

        changes.Pulse();
    }

    // DingTalk picks a random connection of the app, which is why a forgotten second client swallows messages. For a while after a link
    // broke, it does not know and may pick the dead one.
    public StreamLink? Pick(EmulatorApp app, string type, string topic)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _dead.RemoveAll(dead => dead.Until <= now);
            var able = _links.Concat(_dead.Select(dead => dead.Link))
                .Where(
                    link => link.App == app
                        && (link.Accepts(type, topic) || (link.Lost && _grace > TimeSpan.Zero && link.Subscribed(type, topic)))).ToList();
            return able.Count == 0 ? null : able[Random.Shared.Next(able.Count)];
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _dead.Clear();
        }
    }

    public int Count(EmulatorApp app)
    {
        lock (_gate)
        {
            return _links.Count(link => link.App == app);
        }
    }
}
