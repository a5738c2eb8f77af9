using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldAddresses;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldLists;
using static PicoClaw.Configuration.Kinds.FieldMaps;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class McpServersSection
{
    public const string List = "mcp_servers";

    // The original's name for the list, and its switch for all servers.
    public const string OriginalList = "tools.mcp.servers";
    public const string OriginalSwitch = "tools.mcp.enabled";

    private const string NoOwnTools = "The tools of the original are not there; servers of MCP under mcp_servers bring others.";
    private const string AllToolsAreOffered = "Every tool of every server is offered to the model.";

    public static readonly SectionSchema Fields = new(
        [
            new(List, "", Elsewhere(() => JsonTypes.Entries(SectionJsonSchema.Of(Entry!))), "mcpServers", OriginalList),
            new(OriginalSwitch, "", Elsewhere(JsonTypes.Flag)),
        ],
        new("tools.mcp.discovery", AllToolsAreOffered),
        new("tools.mcp.*", NoOwnTools),
        new("tools.*", NoOwnTools));

    /// <summary>An entry in the shape that other programs use; the agent finds out the kind of its address.</summary>
    public static readonly SectionSchema Entry = new(
        [
            new("enabled", "", Elsewhere(JsonTypes.Flag)),
            new("disabled", "", Elsewhere(JsonTypes.Flag)),
            new("type", "", Elsewhere(JsonTypes.Text), "transport"),
            new("command", "Command", Text),
            new("args", "Args", Texts),
            new("env", "Env", SecretsByName),
            new("url", "Url", Address, "serverUrl", "httpUrl"),
            new("headers", "Headers", SecretHeaders),
            new("timeout", "Timeout", Whole(0, 86_400)),
        ],
        new("deferred", AllToolsAreOffered),
        new("env_file", "Write its variables under env, each as text, ${NAME} or file://path."),
        "alwaysAllow", "autoApprove", "description");
}
