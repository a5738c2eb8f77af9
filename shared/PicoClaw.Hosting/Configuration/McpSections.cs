using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>Reads mcp_servers; an entry with "enabled": false is left out.</summary>
internal static class McpSections
{
    private const string List = "mcp_servers";

    private static readonly SectionSchema Schema = ConfigSchema.McpServer;

    public static void Write(ConfigNode root, SettingsWriter writer)
    {
        if (root.Find(List) is not { Kind: not JsonValueKind.Null } list)
        {
            return;
        }

        if (list.Kind != JsonValueKind.Object)
        {
            writer.Report.Problem(list.Place, List, $"expected an object {{ }} of servers by name, found {list.Describe()}.");
            return;
        }

        foreach (var member in list.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            WriteServer(member, $"{List}.{member.Name}", writer);
        }
    }

    private static void WriteServer(ConfigMember member, string path, SettingsWriter writer)
    {
        if (member.Value.Kind != JsonValueKind.Object)
        {
            writer.Report.Problem(member.Value.Place, path, $"expected an object {{ }}, found {member.Value.Describe()}.");
            return;
        }

        if (AccountSections.Refusal(member.Name) is not null)
        {
            writer.Report.Problem(member.Place, path, "is refused: the name of a server must not be empty, hold \":\" or \"__\", nor begin or end with a blank. Write another name.");
            return;
        }

        var server = new Section($"McpServers:{member.Name}", path, member.Place);
        Schema.Collect(member.Value, server, writer.Report);
        if (!ModelSections.IsEnabled(Schema, server, writer.Report))
        {
            return;
        }

        writer.Write(Schema, server);
        if (server.Refused.Count == 0 && writer.Get(server, "Command") is null == writer.Get(server, "Url") is null)
        {
            writer.Report.Problem(member.Place, path, "needs one of the two: \"command\", a program to start, or \"url\", the address of a server.");
        }
    }
}
