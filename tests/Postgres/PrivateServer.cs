using System.Diagnostics;

namespace PicoClaw.Tests.Postgres;

/// <summary>A server that a test may kill and start again: eng/postgres.sh or eng/rabbitmq.sh.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly string _script;
    private readonly string _folder;

    private PrivateServer(string script, string folder, string address) => (_script, _folder, Address) = (script, folder, address);

    public string Address { get; }

    public static Task<PrivateServer> StartPostgresAsync() => StartNewAsync("postgres.sh");

    public static async Task<PrivateServer> StartBrokerAsync()
    {
        var server = await StartNewAsync("rabbitmq.sh");
        await server.WaitAsync();
        return server;
    }

    public Task StartAsync() => RunAsync(_script, "start", _folder);

    /// <summary>A broker comes up in its own time.</summary>
    public Task WaitAsync() => RunAsync(_script, "wait", _folder);

    /// <summary>As a crash does: nothing is finished, and the next start replays the log.</summary>
    public Task KillAsync() => RunAsync(_script, "kill", _folder);

    public async ValueTask DisposeAsync() => await RunAsync(_script, "destroy", _folder);

    private static async Task<PrivateServer> StartNewAsync(string script)
    {
        var folder = await RunAsync(script, "start");
        return new PrivateServer(script, folder, await RunAsync(script, "address", folder));
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path(script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException($"eng/{script} {arguments[0]}: {await errors}");
    }

    private static string Path(string script)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PicoClaw.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository"), "eng", script);
    }
}
