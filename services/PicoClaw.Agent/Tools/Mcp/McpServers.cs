using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>Keeps the configured servers connected in the background; a server that is away only takes its own tools with it.</summary>
internal sealed class McpServers(IOptions<ToolOptions> options, OutgoingFiles files, TimeProvider time, ILogger<McpServers> logger)
    : BackgroundService, IToolSource
{
    private readonly List<McpServer> _servers =
        [.. options.Value.McpServers.Select(entry => new McpServer(entry.Key, entry.Value, files, time, logger))];

    public IReadOnlyList<AIFunction> Tools => [.. _servers.SelectMany(server => server.Tools)];

    /// <summary>Ends when each server was tried once.</summary>
    public Task Tried => Task.WhenAll(_servers.Select(server => server.Tried));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_servers.Select(server => server.RunAsync(stoppingToken)));
}
