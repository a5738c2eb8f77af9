using System.Collections.Concurrent;
using System.Collections.Frozen;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>Opens a desk for each account while this replica holds its lane, and hands it what is reported of the account's replies.</summary>
internal sealed class CardDesks(
    CardTable table,
    CardBooks books,
    CardCaller caller,
    IEnumerable<ICardPlatform> platforms,
    CardMetrics metrics,
    [FromKeyedServices(EgressService.Name)] LaneSignal signal,
    TimeProvider time,
    ILogger<CardDesk> logger)
{
    private const int MostKept = 1000;

    // Of an account that no replica holds, the newest reports wait for this long for one that takes it.
    private static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WakePause = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<string, ICardPlatform> _platforms = platforms.ToFrozenDictionary(one => one.Channel, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CardDesk> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    public CardTable Table => table;

    public CardCaller Caller => caller;

    public CardMetrics Metrics => metrics;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public async Task TakeAsync(ReplyProgress progress, CancellationToken cancellationToken)
    {
        var key = AccountKey.Of(progress.Conversation);
        if (Platform(key)?.ModeOf(progress.Conversation.Account) is not { } mode || mode == CardsMode.Off)
        {
            return;
        }

        if (_open.TryGetValue(key, out var desk) && desk.TryTake(progress))
        {
            return;
        }

        if (Keep(progress, key))
        {
            // Some replica may hold the account, and hears of it at the same time; then this only makes it look once more.
            await table.WakeAsync(key, cancellationToken);
            signal.Wake(key);
        }
    }

    public CardDesk Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    {
        var desk = new CardDesk(this, Platform(lease.Lane.Key), lease, books.Of(lease.Lane.Key), hold, cancellationToken);
        _open[lease.Lane.Key] = desk;
        foreach (var kept in _kept.Where(kept => kept.Value.Key == lease.Lane.Key).ToList())
        {
            _kept.TryRemove(kept.Key, out _);
            if (time.GetElapsedTime(kept.Value.At) < KeepTime)
            {
                desk.TryTake(kept.Value.Progress);
            }
        }

        return desk;
    }

    public void Closed(string key, CardDesk desk) => _open.TryRemove(new(key, desk));

    private ICardPlatform? Platform(string key) => _platforms.GetValueOrDefault(AccountKey.ChannelOf(key));

    /// <summary>True when a holder has to be looked for: once for a reply, and again where none was found.</summary>
    private bool Keep(ReplyProgress progress, string key)
    {
        if (_kept.Count >= MostKept)
        {
            foreach (var old in _kept.Where(one => time.GetElapsedTime(one.Value.At) >= KeepTime).ToList())
            {
                _kept.TryRemove(old.Key, out _);
            }
        }

        var now = time.GetTimestamp();
        var known = _kept.GetValueOrDefault(progress.ReplyId);
        if ((known is null && _kept.Count >= MostKept) || !Card.IsNewer(progress, known?.Progress))
        {
            return false;
        }

        var mustWake = known is null || time.GetElapsedTime(known.WokenAt, now) >= WakePause;
        _kept[progress.ReplyId] = new Kept(progress, key, now, mustWake ? now : known!.WokenAt);
        return mustWake;
    }

    private sealed record Kept(ReplyProgress Progress, string Key, long At, long WokenAt);
}
