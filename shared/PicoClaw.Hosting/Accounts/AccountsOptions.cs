namespace PicoClaw.Hosting.Accounts;

/// <summary>The bots that this installation runs: one account per organization, by name.</summary>
public sealed class AccountsOptions
{
    public Dictionary<string, AccountOptions> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The enabled accounts of a channel, by name.</summary>
    public IEnumerable<KeyValuePair<string, AccountOptions>> EnabledFor(string channel) =>
        Accounts
            .Where(account => account.Value.Enabled && account.Value.Channel == channel)
            .OrderBy(account => account.Key, StringComparer.Ordinal);
}
