using Harness.Processes;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>One process that carries a message from the frame to the reply.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="Process">That runs.</param>
/// <param name="Health">Where it answers /metrics, if it does.</param>
/// <param name="Folder">Of its files; deleted in the end.</param>
internal sealed record EmbeddedContender(string Name, ServiceProcess Process, Uri? Health, IDisposable Folder) : IAsyncDisposable
{
    /// <summary>The gateway (without a model, so it echoes).</summary>
    public static async Task<EmbeddedContender> StartGatewayAsync(Uri dingTalk, CancellationToken cancellationToken)
    {
        var home = new TestHome();
        home.Write(ProductContender.Config(dingTalk));
        var process = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], [.. home.Environment, new("Logging__LogLevel__Default", "Warning")]);
        await ProductContender.ReadyAsync(process, home.Health, cancellationToken);
        return new EmbeddedContender("PicoClaw", process, home.Health, home);
    }

    /// <summary>The raw loop.</summary>
    public static async Task<EmbeddedContender> StartFloorAsync(int commits, Uri dingTalk, CancellationToken cancellationToken)
    {
        var home = new TestHome();
        var (program, folder) = (typeof(EmbeddedContender).Assembly.Location, home.Environment["PICOCLAW_HOME"]);
        string[] arguments = [program, "floor-gateway", $"{commits}", folder, dingTalk.ToString()];
        var process = ServiceProcess.StartProgram("floor-gateway", "dotnet", arguments, []);
        await process.ShowsAsync("ready", cancellationToken);
        return new EmbeddedContender($"floor, {commits} commits", process, null, home);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Folder.Dispose();
    }
}
