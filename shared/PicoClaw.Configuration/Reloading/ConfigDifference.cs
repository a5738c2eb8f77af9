using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Reloading;

/// <summary>Finds the settings that differ between two readings, with the field of each and whether it may change while the process runs.</summary>
internal static class ConfigDifference
{
    private const string Accounts = "Accounts:";
    private const string Models = "Models:";
    private const string McpServers = "McpServers:";
    private const string Schedules = "Schedules:";

    public static IEnumerable<ChangedKey> Between(IReadOnlyDictionary<string, string?> used, IReadOnlyDictionary<string, string?> read) =>
        from key in used.Keys.Union(read.Keys, StringComparer.OrdinalIgnoreCase)
        let value = read.GetValueOrDefault(key)
        where value != used.GetValueOrDefault(key)
        let field = FieldOf(key, used, read)
        where field is not null
        select new ChangedKey(key, value, field.Value.Name, field.Value.IsLive);

    // Null for what no field says: the paths and the warnings of the reading itself, and what belongs to an account that is off.
    private static (string Name, bool IsLive)? FieldOf(
        string key, IReadOnlyDictionary<string, string?> used, IReadOnlyDictionary<string, string?> read) =>
        key.StartsWith(Accounts, StringComparison.OrdinalIgnoreCase) ? FieldOfAccount(key[Accounts.Length..].Split(':', 2), used, read)
        : key.StartsWith(Models, StringComparison.OrdinalIgnoreCase) ? NameOf(ConfigSchema.Root[ModelsSection.List])
        : key.StartsWith(McpServers, StringComparison.OrdinalIgnoreCase) ? NameOf(ConfigSchema.Root[McpServersSection.List])
        : key.StartsWith(Schedules, StringComparison.OrdinalIgnoreCase) ? NameOf(ConfigSchema.Root[SchedulesSection.List])
        : Find(ConfigSchema.Root.Fields, key) is { } field ? NameOf(field)
        : null;

    // An account is started or stopped as a whole; its lists alone mean nothing while it is not there.
    private static (string Name, bool IsLive)? FieldOfAccount(
        string[] parts, IReadOnlyDictionary<string, string?> used, IReadOnlyDictionary<string, string?> read)
    {
        var (account, key) = (parts[0], parts[1]);
        var (wasOn, isOn) = (IsOn(account, used), IsOn(account, read));
        return (wasOn, isOn) switch
        {
            (false, false) => null,
            (true, true) when Find(ConfigSchema.Channels.SelectMany(channel => channel.Account.Fields), key) is { } field =>
                ($"{field.Json} of the account {account}", field.IsLive),
            _ => ($"the account {account}", false),
        };
    }

    private static bool IsOn(string account, IReadOnlyDictionary<string, string?> settings) =>
        settings.GetValueOrDefault($"{Accounts}{account}:Enabled") == "true";

    // The longest: "Store:Password" is not a part of "Store".
    private static ConfigField? Find(IEnumerable<ConfigField> fields, string key) => fields
        .Where(field => field.Key.Length > 0 && IsOrHolds(field.Key, key))
        .MaxBy(field => field.Key.Length);

    private static bool IsOrHolds(string outer, string key) =>
        key.StartsWith(outer, StringComparison.OrdinalIgnoreCase) && (key.Length == outer.Length || key[outer.Length] == ':');

    private static (string Name, bool IsLive) NameOf(ConfigField field) => (field.Json, field.IsLive);
}
