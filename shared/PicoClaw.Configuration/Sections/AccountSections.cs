using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>Finds the DingTalk accounts in channels (V0: named by type) and in channel_list (V3 and flat: named freely).</summary>
internal static class AccountSections
{
    public static List<Section> Read(ConfigNode root, ConfigReport report)
    {
        var accounts = new List<Section>();
        foreach (var list in (string[])["channels", "channel_list"])
        {
            if (root.Find(list) is { Kind: not JsonValueKind.Null } node)
            {
                ReadList(list, node, accounts, report);
            }
        }

        return accounts;
    }

    /// <summary>What is wrong with an account's name, or null.</summary>
    public static string? Refusal(string name) =>
        name.Trim().Length == 0 ? "an account needs a name"
        : name.Contains(':', StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal) ? "the name of an account must not contain \":\" or \"__\""
        : name != name.Trim() || name.Any(char.IsControl) ? "the name of an account must not begin or end with a blank, nor hold control characters"
        : null;

    private static void ReadList(string list, ConfigNode node, List<Section> accounts, ConfigReport report)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            report.Problem(node.Place, list, $"expected an object {{ }}, found {node.Describe()}.");
            return;
        }

        foreach (var member in node.Members.Where(member => !SectionSchema.IsComment(member.Name) && member.Value.Kind != JsonValueKind.Null))
        {
            var path = $"{list}.{member.Name}";
            if (member.Value.Kind != JsonValueKind.Object)
            {
                report.Problem(member.Value.Place, path, $"expected an object {{ }}, found {member.Value.Describe()}.");
            }
            else if (IsDingTalk(member, path, report))
            {
                var account = new Section($"Accounts:{member.Name}", path, member.Place) { HasSettings = member.Value.Find("settings") is not null };
                Add(account, member, accounts, report);
            }
        }
    }

    private static bool IsDingTalk(ConfigMember member, string path, ConfigReport report)
    {
        var node = member.Value.Find("type");
        if (node is { Kind: not (JsonValueKind.String or JsonValueKind.Null) })
        {
            report.Problem(node.Place, $"{path}.type", $"expected \"dingtalk\", found {node.Describe()}.");
            return false;
        }

        // In V0, and where the type is left out, the entry's name says it.
        var type = node is { Text.Length: > 0 } ? node.Text : member.Name;
        if (ConfigSchema.OtherChannels.Contains(type))
        {
            report.Ignored(path);
            return false;
        }

        var isDingTalk = type.Equals(ConfigSchema.DingTalk, StringComparison.OrdinalIgnoreCase);
        if (!isDingTalk && node is { Text.Length: > 0 })
        {
            report.Problem(node.Place, $"{path}.type", "is not a type of channel that is known. Write \"dingtalk\".");
        }
        else if (!isDingTalk)
        {
            report.Problem(member.Place, $"{path}.type", "is missing. Write \"type\": \"dingtalk\".");
        }

        return isDingTalk;
    }

    private static void Add(Section account, ConfigMember member, List<Section> accounts, ConfigReport report)
    {
        if (Refusal(member.Name) is { } refusal)
        {
            report.Problem(member.Place, account.Path, $"is refused: {refusal}. Write another name.");
            return;
        }

        ConfigSchema.Account.Collect(member.Value, account, report);
        // Keys of .NET configuration do not distinguish upper and lower case, so neither may the names.
        var same = accounts.Find(other => other.Name.Equals(account.Name, StringComparison.OrdinalIgnoreCase));
        if (same is null)
        {
            accounts.Add(account);
        }
        else if (same.Path != account.Path)
        {
            report.Problem(
                member.Place,
                account.Path,
                $"is a second account of the same name (the first is {same.Path} on line {same.Place.Line}; upper and lower case make no difference). Write another name.");
        }
    }
}
