using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Gateway;

// A ticket opens one connection, once, within its lifetime.
internal sealed class TicketStore(IOptions<EmulatorOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    public string Issue(EmulatorApp app, IReadOnlyList<Subscription> subscriptions)
    {
        var id = Guid.NewGuid().ToString();
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (old, _) in _tickets.Where(entry => entry.Value.ExpiresAt <= now).ToList())
            {
                _tickets.Remove(old);
            }

            _tickets[id] = new Ticket(app, subscriptions, now + options.Value.TicketLifetime);
        }

        return id;
    }

    public Ticket? Redeem(string? id)
    {
        lock (_gate)
        {
            return id is not null && _tickets.Remove(id, out var ticket) && ticket.ExpiresAt > time.GetUtcNow() ? ticket : null;
        }
    }
}
