using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Faults;

// The armed faults, one per name; arming it again replaces it.
internal sealed class FaultStore(ChangeSignal changes, TimeProvider time) : IResettable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Fault> _armed = new(StringComparer.Ordinal);

    public void Arm(Fault fault)
    {
        lock (_gate)
        {
            _armed[fault.Name] = fault;
        }

        changes.Pulse();
    }

    public void Disarm(string name)
    {
        lock (_gate)
        {
            _armed.Remove(name);
        }

        changes.Pulse();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _armed.Clear();
        }

        changes.Pulse();
    }

    public void Reset() => Clear();

    public Fault? Peek(string name, string? app = null, string? api = null)
    {
        lock (_gate)
        {
            return Find(name, app, api);
        }
    }

    // Decrements its count.
    public Fault? TryTake(string name, string? app = null, string? api = null)
    {
        lock (_gate)
        {
            if (Find(name, app, api) is not { } fault || Random.Shared.NextDouble() >= (fault.Probability ?? 1))
            {
                return null;
            }

            var used = fault with { Hits = fault.Hits + 1, CountLeft = fault.CountLeft - 1 };
            if (used.CountLeft <= 0)
            {
                _armed.Remove(name);
            }
            else
            {
                _armed[name] = used;
            }

            changes.Pulse();
            return used;
        }
    }

    // The ids that the fault names. A call without any of them does not decrement the count.
    public IReadOnlyList<string> TryTakeNamed(string name, string app, string api, IEnumerable<string> ids)
    {
        lock (_gate)
        {
            List<string> named = Find(name, app, api) is { } fault ? [.. ids.Where(fault.Names)] : [];
            return named.Count > 0 && TryTake(name, app, api) is not null ? named : [];
        }
    }

    public IReadOnlyList<Fault> Armed()
    {
        lock (_gate)
        {
            return [.. FaultNames.All.Select(name => Find(name, null, null)).OfType<Fault>()];
        }
    }

    private Fault? Find(string name, string? app, string? api)
    {
        if (!_armed.TryGetValue(name, out var fault))
        {
            return null;
        }

        if (fault.Until is { } until && until <= time.GetUtcNow())
        {
            _armed.Remove(name);
            return null;
        }

        return fault.Concerns(app, api) ? fault : null;
    }
}
