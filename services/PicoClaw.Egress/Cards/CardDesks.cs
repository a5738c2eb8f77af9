using System.Collections.Concurrent;
using System.Collections.Frozen;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Reactions;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>Opens a desk for each account while this replica holds its lane, and hands it what is reported of the account's replies.</summary>
internal sealed class CardDesks(CardTools tools, ReactionWorks reactions, CardBooks books, CardInbox inbox, IEnumerable<ICardPlatform> platforms)
{
    private readonly FrozenDictionary<string, ICardPlatform> _platforms = platforms.ToFrozenDictionary(one => one.Channel, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CardDesk> _open = new(StringComparer.Ordinal);

    public CardTools Tools => tools;

    public ReactionWorks Reactions => reactions;

    public Task TakeAsync(ReplyProgress progress, CancellationToken cancellationToken)
    {
        var key = AccountKey.Of(progress.Conversation);
        var mode = Platform(key)?.ModeOf(progress.Conversation.Account) ?? CardsMode.Off;
        return (mode == CardsMode.Off && !reactions.AreOn(key)) || (_open.TryGetValue(key, out var desk) && desk.TryTake(progress))
            ? Task.CompletedTask
            : inbox.KeepAsync(key, progress, cancellationToken);
    }

    public CardDesk Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    {
        var key = lease.Lane.Key;
        tools.Metrics.Begin(key);
        var desk = _open[key] = new CardDesk(this, Platform(key), lease, books.Of(key), hold, cancellationToken);
        foreach (var progress in inbox.Take(key))
        {
            desk.TryTake(progress);
        }

        return desk;
    }

    /// <param name="key">The account's.</param>
    /// <param name="desk">It takes no more.</param>
    /// <param name="left">What it has not begun.</param>
    /// <param name="cancellationToken">When the process waits no longer.</param>
    public async Task ClosedAsync(string key, CardDesk desk, IReadOnlyList<ReplyProgress> left, CancellationToken cancellationToken)
    {
        _open.TryRemove(new(key, desk));
        await inbox.PutBackAsync(key, left, cancellationToken);
    }

    private ICardPlatform? Platform(string key) => _platforms.GetValueOrDefault(AccountKey.ChannelOf(key));
}
