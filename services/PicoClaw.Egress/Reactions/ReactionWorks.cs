using System.Collections.Frozen;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Reactions;

/// <summary>Begins the reactions of an account while this replica holds its lane.</summary>
internal sealed class ReactionWorks(ReactionTools tools, IEnumerable<IReactionPlatform> platforms)
{
    private readonly FrozenDictionary<string, IReactionPlatform> _platforms = platforms.ToFrozenDictionary(one => one.Channel, StringComparer.Ordinal);

    public bool AreOn(string key) => Platform(key)?.IsOn(AccountKey.AccountOf(key)) ?? false;

    /// <summary>Also where they are off by now: some may stand. Null: the channel has none.</summary>
    public ReactionWork? Begin(AccountLease lease, Action wake, CancellationToken cancellationToken) =>
        Platform(lease.Lane.Key) is { } platform ? new ReactionWork(tools, platform, lease, wake, cancellationToken) : null;

    private IReactionPlatform? Platform(string key) => _platforms.GetValueOrDefault(AccountKey.ChannelOf(key));
}
