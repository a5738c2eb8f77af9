using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>One state for each account, and one limit that they share: that of the process's address.</summary>
internal sealed class AccountStates(IOptions<LimitOptions> options, TimeProvider time, Random random)
{
    private readonly LimitOptions _limits = options.Value;
    private readonly SlidingWindow _address = new(options.Value.Address, time, random);
    private readonly ConcurrentDictionary<string, AccountState> _states = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, AccountState>> All => _states;

    public AccountState Of(string key) =>
        _states.GetOrAdd(key, _ => new AccountState(new Pacer(_limits, _address, time, random), new MonthlyBudget(_limits, time), new Outage(time)));
}
