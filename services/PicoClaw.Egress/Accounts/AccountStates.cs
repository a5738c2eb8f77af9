using System.Collections.Concurrent;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Accounts;

/// <summary>One state for each account. The accounts of a channel share one limit: that of the process's address.</summary>
internal sealed class AccountStates(ChannelTable channels, TimeProvider time, Random random)
{
    private readonly ConcurrentDictionary<string, SlidingWindow> _addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccountState> _states = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, AccountState>> All => _states;

    public AccountState Of(string key) => _states.GetOrAdd(key, New);

    private AccountState New(string key)
    {
        var channel = channels.Of(AccountKey.ChannelOf(key));
        var address = _addresses.GetOrAdd(channel.Name, _ => new SlidingWindow(channel.Limits.Address, time, random));
        return new AccountState(channel, new Pacer(channel.Limits, address, time, random), new MonthlyBudget(() => channel.Quota, time), new Outage(time));
    }
}
