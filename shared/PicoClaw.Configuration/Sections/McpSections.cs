using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>Reads mcp_servers; an entry with "enabled": false is left out.</summary>
internal static class McpSections
{
    private const string List = "mcp_servers";

    // Where the original keeps them, and with what it switches all of them.
    private const string OriginalList = "tools.mcp.servers";
    private const string OriginalSwitch = "tools.mcp.enabled";

    private static readonly SectionSchema Schema = ConfigSchema.McpServer;

    public static void Write(Section root, SettingsWriter writer)
    {
        if (!root.Found.TryGetValue(ConfigSchema.Root[List], out var found))
        {
            return;
        }

        var (list, path) = (found.Node, found.Path);
        if (path == OriginalList && root.Found.TryGetValue(ConfigSchema.Root[OriginalSwitch], out var all) && FieldKinds.FlagOf(all.Node) == false)
        {
            writer.Report.Warn(list.Place, path, $"is left out, because {OriginalSwitch} is false. Write the servers under {List} to use them.");
            return;
        }

        if (path != List)
        {
            writer.Report.Warn(list.Place, path, $"is read as {List}, which is its name here.");
        }

        if (list.Kind != JsonValueKind.Object)
        {
            writer.Report.Problem(list.Place, path, $"expected an object {{ }} of servers by name, found {list.Describe()}.");
            return;
        }

        foreach (var member in list.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            WriteServer(member, $"{path}.{member.Name}", writer);
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
        var isDisabled = server.Found.TryGetValue(Schema["disabled"], out var disabled) && FieldKinds.FlagOf(disabled.Node) == true;
        if (isDisabled || !ModelSections.IsEnabled(Schema, server, writer.Report))
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
