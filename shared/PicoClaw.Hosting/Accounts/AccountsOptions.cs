namespace PicoClaw.Hosting.Accounts;

/// <summary>Whose bots this installation runs: one entry an organization, by the account's name.</summary>
public sealed class AccountsOptions
{
    public Dictionary<string, AccountOptions> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The enabled accounts of a channel, by name.</summary>
    public IEnumerable<KeyValuePair<string, AccountOptions>> EnabledFor(string channel) =>
        Accounts.Where(account => account.Value.Enabled && account.Value.Channel == channel).OrderBy(account => account.Key, StringComparer.Ordinal);
}
