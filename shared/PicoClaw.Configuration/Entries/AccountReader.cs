using System.Text.Json;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>Finds the accounts in channels (V0: named by type) and in channel_list (V3 and flat: named freely).</summary>
internal static class AccountReader
{
    public static List<Section> Read(ConfigNode root, ConfigReport report)
    {
        var accounts = new List<Section>();
        foreach (var list in AccountsSection.Lists)
        {
            if (root.Find(list) is { Kind: not JsonValueKind.Null } node && report.ExpectObject(node, list))
            {
                ReadList(list, node, accounts, report);
            }
        }

        return accounts;
    }

    private static void ReadList(string list, ConfigNode node, List<Section> accounts, ConfigReport report)
    {
        foreach (var member in node.Members.Where(member => !SectionSchema.IsComment(member.Name) && member.Value.Kind != JsonValueKind.Null))
        {
            var path = $"{list}.{member.Name}";
            if (report.ExpectObject(member.Value, path) && FindChannel(member, path, report) is { } channel)
            {
                var hasSettings = member.Value.Find("settings") is not null;
                var account = new Section($"Accounts:{member.Name}", path, member.Place) { Channel = channel, HasSettings = hasSettings };
                Add(account, member, accounts, report);
            }
        }
    }

    private static ChannelSchema? FindChannel(ConfigMember member, string path, ConfigReport report)
    {
        var known = string.Join(" or ", ConfigSchema.Channels.Select(channel => $"\"{channel.Type}\""));
        var node = member.Value.Find("type");
        if (node is { Kind: not (JsonValueKind.String or JsonValueKind.Null) })
        {
            report.Problem(node.Place, $"{path}.type", $"expected {known}, found {node.Describe()}.");
            return null;
        }

        // In V0, and where the type is left out, the entry's name is the type.
        var type = node is { Text.Length: > 0 } ? node.Text : member.Name;
        if (AccountsSection.OtherChannels.Contains(type))
        {
            report.Ignored(path);
            return null;
        }

        var channel = ConfigSchema.Channels.FirstOrDefault(channel => channel.Type.Equals(type, StringComparison.OrdinalIgnoreCase));
        if (channel is null && node is { Text.Length: > 0 })
        {
            report.Problem(node.Place, $"{path}.type", $"is not a type of channel that is known. Write {known}.");
        }
        else if (channel is null)
        {
            report.Problem(member.Place, $"{path}.type", $"is missing. Write \"type\": {known}.");
        }

        return channel;
    }

    private static void Add(Section account, ConfigMember member, List<Section> accounts, ConfigReport report)
    {
        if (EntryChecks.NameFault(member.Name) is { } fault)
        {
            report.Problem(member.Place, account.Path, $"is refused: the name of an account {fault}. Write another name.");
            return;
        }

        account.Channel!.Account.Collect(member.Value, account, report);
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
                $"is a second account of the same name (the first is {same.Path} on line {same.Place.Line}; "
                    + "upper and lower case make no difference). Write another name.");
        }
    }
}
