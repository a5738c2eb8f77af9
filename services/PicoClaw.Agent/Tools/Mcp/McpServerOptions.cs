namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>One entry of <c>mcp_servers</c>: a program to start, or an address.</summary>
internal sealed class McpServerOptions
{
    public string Command { get; set; } = "";

    public List<string> Args { get; } = [];

    public Dictionary<string, string> Env { get; } = new(StringComparer.Ordinal);

    public Uri? Url { get; set; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seconds that a call may take; 0 or absent: the default.</summary>
    public int Timeout { get; set; }

    /// <summary>The values of the entry that must never be shown.</summary>
    public IEnumerable<string> Secrets =>
        [.. Env.Values, .. Headers.Values.SelectMany(SecretsIn.Header), .. SecretsIn.Address(Url), .. SecretsIn.Arguments(Args)];

    public TimeSpan CallLimit => Timeout == 0 ? GuardedTool.DefaultLimit : TimeSpan.FromSeconds(Timeout);
}
