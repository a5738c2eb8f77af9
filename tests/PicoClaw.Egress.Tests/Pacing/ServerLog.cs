namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>What the server sees: for every key the arrivals of the last window, counted at every arrival. Shares no code and no idea with the pacer.</summary>
internal sealed class ServerLog
{
    private readonly Dictionary<string, LinkedList<long>> _arrivals = [];

    /// <summary>The most it ever saw in one window, by key.</summary>
    public Dictionary<string, int> Most { get; } = [];

    public void Arrive(string key, long at, TimeSpan window)
    {
        if (!_arrivals.TryGetValue(key, out var log))
        {
            _arrivals[key] = log = new LinkedList<long>();
        }

        while (log.First is { } first && at - first.Value >= window.Ticks)
        {
            log.RemoveFirst();
        }

        log.AddLast(at);
        Most[key] = Math.Max(Most.GetValueOrDefault(key), log.Count);
    }
}
