using ModelContextProtocol.Client;
using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>Connects to the MCP servers of a configuration once, as the bot would.</summary>
public sealed class McpProbe
{
    private readonly Dictionary<string, McpServerOptions> _servers;

    private McpProbe(Dictionary<string, McpServerOptions> servers) => _servers = servers;

    /// <summary>The configured servers.</summary>
    public IReadOnlyList<string> Names => [.. _servers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads <c>McpServers</c>, the normalized settings of a config.json.</summary>
    public static McpProbe Of(IConfiguration configuration)
    {
        var options = new ToolOptions();
        configuration.GetSection(nameof(options.McpServers)).Bind(options.McpServers);
        return new McpProbe(options.McpServers);
    }

    /// <summary>How many tools it lists, or what is wrong, in one line and without secrets.</summary>
    public async Task<(int Tools, string? Problem)> ListToolsAsync(string server, CancellationToken cancellationToken)
    {
        var options = _servers[server];
        try
        {
            await using var client = await McpClient.CreateAsync(McpTransport.Of(server, options), cancellationToken: cancellationToken);
            return ((await client.ListToolsAsync(cancellationToken: cancellationToken)).Count, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = exception switch
            {
                ClientTransportClosedException closed => McpServer.Ending(closed.Details),
                RedirectedException => $"{exception.Message}: set url to the final address",
                _ => exception.GetBaseException().Message,
            };
            return (0, OneLine.Of(new SecretMask(options.Secrets).Hide(reason)));
        }
    }
}
