using PicoClaw.Agent.Tools.Mcp;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Models;

/// <summary>One MCP server starts, or answers, and lists its tools.</summary>
internal sealed class McpCheck(McpProbe probe, string server) : IDoctorCheck
{
    public string Name => "mcp";

    public string? Subject => server;

    // A program may be downloaded first, as npx does.
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var (tools, problem) = await probe.ListToolsAsync(server, cancellationToken);
        return
        [
            problem is null
                ? Finding.Pass($"{tools} tool{(tools == 1 ? "" : "s")}")
                : Finding.Fail($"no tools: {problem}", $"Correct {server} under mcp_servers: command and args as they run in this user's shell, or url and headers."),
        ];
    }
}
