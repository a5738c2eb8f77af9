using Harness.Processes;

namespace Interop.Tests;

// The official MCP server with one of everything, installed once.
public sealed class EverythingServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "mcp");

    public static string Script { get; } =
        Path.Combine(Folder, "node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js");

    public async ValueTask InitializeAsync() => await NodePackages.InstallAsync(Folder);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Streamable HTTP, on a port of its own.
    internal static async Task<(Tool Program, Uri Address)> StartAsync(CancellationToken cancellationToken)
    {
        var port = TestHome.FreePort();
        var program = Tool.Start("node", Folder, [Script, "streamableHttp"], ("PORT", port.ToString()));
        var start = System.Diagnostics.Stopwatch.StartNew();
        while (!program.Output.Contains("listening on port", StringComparison.Ordinal))
        {
            start.Elapsed.ShouldBeLessThan(Patience, $"the server wrote:\n{program.Output}");
            await Task.Delay(20, cancellationToken);
        }

        return (program, new Uri($"http://127.0.0.1:{port}/mcp"));
    }
}
