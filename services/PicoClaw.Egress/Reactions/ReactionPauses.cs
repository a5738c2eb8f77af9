using System.Collections.Concurrent;

namespace PicoClaw.Egress.Reactions;

/// <summary>The accounts that make no calls for reactions for now, as one has failed.</summary>
internal sealed class ReactionPauses(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);

    public bool IsPaused(string key) => _since.TryGetValue(key, out var since) && time.GetElapsedTime(since) < Pause;

    public void Begin(string key) => _since[key] = time.GetTimestamp();
}
