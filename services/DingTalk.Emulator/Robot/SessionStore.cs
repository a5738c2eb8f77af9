using DingTalk.Emulator.Faults;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Robot;

internal sealed class SessionStore(IOptions<EmulatorOptions> options, TimeProvider time) : IImmediateFault, IResettable
{
    // Above this number the oldest sessions expire early, as may happen at DingTalk.
    private const int Most = 200_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    // All sessions live equally long, so the order of creation is the order of expiry.
    private readonly Queue<Session> _byEnd = new();

    public Session Open(EmulatorApp app, string conversationId, long message, DateTimeOffset now)
    {
        var session = new Session(Guid.NewGuid().ToString("N"), app, conversationId, message, now + options.Value.SessionLifetime);
        lock (_gate)
        {
            while (_byEnd.TryPeek(out var oldest) && (oldest.ExpiresAt <= now || _byEnd.Count >= Most))
            {
                _sessions.Remove(_byEnd.Dequeue().Id);
            }

            _sessions[session.Id] = session;
            _byEnd.Enqueue(session);
        }

        return session;
    }

    public Session? Find(string? id)
    {
        lock (_gate)
        {
            return id is not null && _sessions.TryGetValue(id, out var session) && session.ExpiresAt > time.GetUtcNow() ? session : null;
        }
    }

    public void Apply(Fault fault)
    {
        if (fault.Name == FaultNames.ExpireSessions)
        {
            Expire(fault.App);
        }
    }

    public void Reset() => Expire(null);

    private void Expire(string? clientId)
    {
        lock (_gate)
        {
            foreach (var (id, _) in _sessions.Where(entry => clientId is null || entry.Value.App.ClientId == clientId).ToList())
            {
                _sessions.Remove(id);
            }
        }
    }
}
