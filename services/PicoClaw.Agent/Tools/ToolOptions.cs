using PicoClaw.Agent.Tools.Mcp;

namespace PicoClaw.Agent.Tools;

/// <summary><c>mcp_servers</c>, and the part of <c>agents.defaults</c> that is about tools.</summary>
internal sealed class ToolOptions
{
    private const int DefaultIterations = 20;

    /// <summary>By the server's name.</summary>
    public Dictionary<string, McpServerOptions> McpServers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a model may use tools before it has to answer; 0 or absent: the default.</summary>
    public int MaxToolIterations { get; set; }

    /// <summary>Off by default: what one person says would be remembered for all.</summary>
    public bool AllowRemember { get; set; }

    /// <summary>Off by default: what lies in the workspace would be anybody's who may talk to the bot.</summary>
    public bool AllowSendFile { get; set; }

    /// <summary>Files and folders that are never sent: the configuration, the store, the spool.</summary>
    public IReadOnlyList<string> Forbidden { get; set; } = [];

    public int Iterations => MaxToolIterations == 0 ? DefaultIterations : MaxToolIterations;
}
