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
            new(List, "", Elsewhere(() => JsonTypes.Entries(SectionJsonSchema.Of(Entry!))), "mcpServers", OriginalList)
            {
                English = "MCP servers by name, whose tools the model may use.",
                Chinese = "MCP 服务器，按名称书写，模型可以使用它们的工具",
            },
            new(OriginalSwitch, "", Elsewhere(JsonTypes.Flag))
            {
                Default = "true",
                English = "The original's switch: `false` leaves out the servers under `tools.mcp.servers`.",
                Chinese = "原版的开关：`false` 时忽略 `tools.mcp.servers` 中的服务器",
            },
        ],
        new("tools.mcp.discovery", AllToolsAreOffered),
        new("tools.mcp.*", NoOwnTools),
        new("tools.*", NoOwnTools));

    /// <summary>An entry in the shape that other programs use; the agent finds out the kind of its address.</summary>
    public static readonly SectionSchema Entry = new(
        [
            new("enabled", "", Elsewhere(JsonTypes.Flag))
            {
                Default = "true",
                English = "`false` disables the server.",
                Chinese = "设为 `false` 停用这个服务器",
            },
            new("disabled", "", Elsewhere(JsonTypes.Flag))
            {
                Default = "false",
                English = "`true` disables the server, as other programs write it.",
                Chinese = "设为 `true` 停用，其他程序的写法",
            },
            new("type", "", Elsewhere(JsonTypes.Text), "transport")
            {
                English = "Accepted because other programs write it; not needed.",
                Chinese = "其他程序会写，这里接受但不需要",
            },
            new("command", "Command", Text)
            {
                English = "The program to start, found by `PATH`.",
                Chinese = "要启动的程序，按 `PATH` 查找",
            },
            new("args", "Args", Texts)
            {
                Default = "[]",
                English = "The arguments of the program.",
                Chinese = "程序的参数",
            },
            new("env", "Env", SecretsByName)
            {
                English = "The environment variables of the program; a value may be `file://path`. Of the bot's own only a few such as `PATH` and "
                    + "`HOME` are passed on.",
                Chinese = "程序的环境变量，值可以写成 `file://路径`。机器人自身的变量只传递 `PATH`、`HOME` 等少数几个",
            },
            new("url", "Url", Address, "serverUrl", "httpUrl")
            {
                English = "The address of a server, in place of `command`.",
                Chinese = "服务器地址，与 `command` 二选一",
            },
            new("headers", "Headers", SecretHeaders)
            {
                English = "Headers for every request; a value may be `file://path`.",
                Chinese = "每个请求的请求头，值可以写成 `file://路径`",
            },
            new("timeout", "Timeout", Whole(0, 86_400))
            {
                Default = "60",
                English = "Seconds that a call may take. 0: the default.",
                Chinese = "单次调用的时限（秒）。0 表示默认值",
            },
        ],
        new("deferred", AllToolsAreOffered),
        new("env_file", "Write its variables under env, each as text, ${NAME} or file://path."),
        "alwaysAllow", "autoApprove", "description");
}
