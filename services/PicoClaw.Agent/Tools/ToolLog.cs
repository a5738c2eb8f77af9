namespace PicoClaw.Agent.Tools;

internal static partial class ToolLog
{
    [LoggerMessage(350, LogLevel.Warning, "Tool {Tool} failed, and the model was told so: {Reason}")]
    public static partial void Failed(ILogger logger, string tool, string reason);

    [LoggerMessage(351, LogLevel.Information, "MCP server {Server} is connected and offers {Count} tools: {Tools}")]
    public static partial void Connected(ILogger logger, string server, int count, string tools);

    [LoggerMessage(352, LogLevel.Warning, "MCP server {Server} is not available and is tried again in {Wait}: {Reason}")]
    public static partial void Away(ILogger logger, string server, string wait, string reason);

    [LoggerMessage(353, LogLevel.Debug, "Where the failure of tool {Tool} came from")]
    public static partial void Trace(ILogger logger, string tool, Exception exception);
}
