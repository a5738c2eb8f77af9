using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>The newest reports of accounts that this replica does not hold: if no other does, one of those that hear of them takes the account.</summary>
internal sealed class CardInbox(CardTable table, [FromKeyedServices(EgressService.Name)] LaneSignal signal, TimeProvider time)
{
    private const int Most = 1000;
    private static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WakePause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <summary>Gives the account's lane work: once for a reply, and again while it goes on. A holder only looks once more for it.</summary>
    public async Task KeepAsync(string key, ReplyProgress progress, CancellationToken cancellationToken)
    {
        if (MustWake(key, progress))
        {
            await table.WakeAsync(key, cancellationToken);
            signal.Wake(key);
        }
    }

    /// <summary>What a desk has not begun when it closes, as it may have lost its lane.</summary>
    public async Task PutBackAsync(string key, IEnumerable<ReplyProgress> news, CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var progress in news)
        {
            isAny |= MustWake(key, progress);
        }

        if (isAny)
        {
            await table.WakeAsync(key, cancellationToken);
            signal.Wake(key);
        }
    }

    public IReadOnlyList<ReplyProgress> Take(string key)
    {
        var taken = new List<ReplyProgress>();
        foreach (var (id, _) in _kept.Where(one => one.Value.Key == key))
        {
            if (_kept.TryRemove(id, out var kept) && !IsOver(kept))
            {
                taken.Add(kept.Progress);
            }
        }

        return taken;
    }

    private bool MustWake(string key, ReplyProgress progress)
    {
        if (_kept.Count >= Most)
        {
            foreach (var (id, _) in _kept.Where(one => IsOver(one.Value)))
            {
                _kept.TryRemove(id, out _);
            }
        }

        var now = time.GetTimestamp();
        var known = _kept.GetValueOrDefault(progress.ReplyId);
        if ((known is null && _kept.Count >= Most) || !Card.IsNewer(progress, known?.Progress))
        {
            return false;
        }

        var mustWake = known is null || time.GetElapsedTime(known.WokenAt, now) >= WakePause;
        _kept[progress.ReplyId] = new Kept(key, progress, now, mustWake ? now : known!.WokenAt);
        return mustWake;
    }

    private bool IsOver(Kept kept) => time.GetElapsedTime(kept.At) >= KeepTime;

    private sealed record Kept(string Key, ReplyProgress Progress, long At, long WokenAt);
}
