using PicoClaw.Agent.Tools.Mcp;

namespace PicoClaw.Agent.Tools;

/// <summary><c>mcp_servers</c> and what of <c>agents.defaults</c> concerns the tools.</summary>
internal sealed class ToolOptions
{
    private const int DefaultIterations = 20;

    /// <summary>By the server's name.</summary>
    public Dictionary<string, McpServerOptions> McpServers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a model may use tools before it has to answer; 0 or nothing: the default.</summary>
    public int MaxToolIterations { get; set; }

    /// <summary>Off: what one person says is otherwise remembered for all.</summary>
    public bool AllowRemember { get; set; }

    public int Iterations => MaxToolIterations == 0 ? DefaultIterations : MaxToolIterations;
}
