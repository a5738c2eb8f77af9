using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Entries;

/// <summary>The rules between the fields of the accounts, checked on their final values.</summary>
internal static class AccountRules
{
    public static string NameOf(Section account) => account.Name[(account.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>An account without "enabled" is off, as in the original.</summary>
    public static bool IsEnabled(Section account) =>
        account.Found.TryGetValue(Enabled(account), out var found) && FieldKinds.FlagOf(found.Node) == true;

    public static void Check(IReadOnlyList<Section> accounts, SettingsWriter writer)
    {
        foreach (var account in accounts)
        {
            if (!account.Found.ContainsKey(Enabled(account)))
            {
                writer.Report.Warn(account.Place, account.Path, "has no \"enabled\", so it is off. Write \"enabled\": true to start it.");
            }

            if (account.Enabled)
            {
                var channel = account.Channel!;
                foreach (var field in channel.Required)
                {
                    Require(account, channel.Account[field], writer);
                }
            }
        }

        foreach (var ofChannel in accounts.Where(account => account.Enabled).GroupBy(account => account.Channel!))
        {
            CheckIds(ofChannel.Key, ofChannel, writer);
        }
    }

    private static ConfigField Enabled(Section account) => account.Channel!.Account["enabled"];

    private static void Require(Section account, ConfigField field, SettingsWriter writer)
    {
        if (writer.Get(account, field.Key) is not null || account.Refused.Contains(field))
        {
            return;
        }

        var (place, path) = account.Found.TryGetValue(field, out var found)
            ? (found.Node.Place, found.Path)
            : (account.Place, account.PathOf(account.HasSettings ? "settings." + field.Json : field.Json));
        writer.Report.Problem(
            place,
            path,
            $"is missing, and the account is enabled. Write it, or set {AccountVariables.NameFor(account, field)}.");
    }

    private static void CheckIds(ChannelSchema channel, IEnumerable<Section> accounts, SettingsWriter writer)
    {
        var field = channel.Account[channel.Id];
        var seen = new Dictionary<string, FoundValue>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            if (writer.Get(account, field.Key) is not { } id)
            {
                continue;
            }

            var found = account.Found[field];
            if (!seen.TryAdd(id, found))
            {
                var first = seen[id];
                var where = first.Node.Place.IsEnvironment ? first.Path : $"{first.Path} on line {first.Node.Place.Line}";
                writer.Report.Problem(
                    found.Node.Place,
                    found.Path,
                    $"is the same as {where}. One {channel.DisplayName} app is one account: disable one of the two, or write another app's id.");
            }
        }
    }
}
