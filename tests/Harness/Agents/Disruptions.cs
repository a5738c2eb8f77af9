namespace Harness.Agents;

/// <summary>When each replica was killed or paused.</summary>
internal sealed class Disruptions
{
    private readonly List<(string Replica, DateTimeOffset From, DateTimeOffset To)> _all = [];

    public int Count
    {
        get
        {
            lock (_all)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Notes how long <paramref name="disrupt"/> took.</summary>
    public async Task AddAsync(string replica, Func<Task> disrupt)
    {
        var from = TimeProvider.System.GetUtcNow();
        await disrupt();
        lock (_all)
        {
            _all.Add((replica, from, TimeProvider.System.GetUtcNow()));
        }
    }

    /// <summary>True when the replica was disrupted at some time in the interval.</summary>
    public bool Hit(string replica, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_all)
        {
            return _all.Exists(one => one.Replica == replica && one.From <= to && one.To >= from);
        }
    }
}
