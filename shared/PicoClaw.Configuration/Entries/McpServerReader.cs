using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>Reads mcp_servers; an entry with "enabled": false is left out.</summary>
internal static class McpServerReader
{
    private static readonly SectionSchema Schema = McpServersSection.Entry;

    public static void Write(Section root, SettingsWriter writer)
    {
        if (!root.Found.TryGetValue(ConfigSchema.Root[McpServersSection.List], out var found))
        {
            return;
        }

        var (list, path) = (found.Node, found.Path);
        if (path == McpServersSection.OriginalList && IsSwitchedOff(root))
        {
            writer.Report.Warn(
                list.Place,
                path,
                $"is left out, because {McpServersSection.OriginalSwitch} is false. Write the servers under {McpServersSection.List} to use them.");
            return;
        }

        if (path != McpServersSection.List)
        {
            writer.Report.Warn(list.Place, path, $"is read as {McpServersSection.List}, which is its name here.");
        }

        if (!writer.Report.ExpectObject(list, path, "an object { } of servers by name"))
        {
            return;
        }

        foreach (var member in list.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            WriteServer(member, $"{path}.{member.Name}", writer);
        }
    }

    private static bool IsSwitchedOff(Section root) =>
        root.Found.TryGetValue(ConfigSchema.Root[McpServersSection.OriginalSwitch], out var found) && FieldKinds.FlagOf(found.Node) == false;

    private static void WriteServer(ConfigMember member, string path, SettingsWriter writer)
    {
        if (!writer.Report.ExpectObject(member.Value, path))
        {
            return;
        }

        if (EntryChecks.NameFault(member.Name) is { } fault)
        {
            writer.Report.Problem(member.Place, path, $"is refused: the name of a server {fault}. Write another name.");
            return;
        }

        var server = new Section($"McpServers:{member.Name}", path, member.Place);
        Schema.Collect(member.Value, server, writer.Report);
        var isDisabled = server.Found.TryGetValue(Schema["disabled"], out var disabled) && FieldKinds.FlagOf(disabled.Node) == true;
        if (isDisabled || !EntryChecks.IsEnabled(Schema, server, writer.Report))
        {
            return;
        }

        writer.Write(Schema, server);
        if (server.Refused.Count == 0 && writer.Get(server, "Command") is null == writer.Get(server, "Url") is null)
        {
            writer.Report.Problem(
                member.Place, path, "needs one of the two: \"command\", a program to start, or \"url\", the address of a server.");
        }
    }
}
