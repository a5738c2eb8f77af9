using System.Diagnostics;
using Harness.Processes;

namespace Load;

/// <summary>A server of eng/*.sh, or one that the environment names and that is nobody's here.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly string _script;
    private readonly string? _folder;

    private Server(string script, string? folder, string address) => (_script, _folder, Address) = (script, folder, address);

    public string Address { get; }

    /// <summary>For a server that is not ours nothing is known of its processes.</summary>
    public string? Folder => _folder;

    public static async Task<Server> StartAsync(string script, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } address)
        {
            return new Server(script, null, address);
        }

        var folder = await RunAsync(script, "start");
        return new Server(script, folder, await RunAsync(script, "address", folder));
    }

    /// <summary>A server of its own, to be stopped and started.</summary>
    public static async Task<Server> StartPrivateAsync(string script)
    {
        var folder = await RunAsync(script, "start");
        return new Server(script, folder, await RunAsync(script, "address", folder));
    }

    public Task KillAsync() => RunAsync(_script, "kill", _folder!);

    public Task StartAgainAsync() => RunAsync(_script, "start", _folder!);

    /// <summary>For those that come up in their own time.</summary>
    public Task WaitAsync() => _folder is null ? Task.CompletedTask : RunAsync(_script, "wait", _folder);

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await RunAsync(_script, "destroy", _folder);
        }
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Repository.Script(script), .. arguments]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"eng/{script} {arguments[0]} failed");
    }
}
