using System.Diagnostics;

namespace Harness.Processes;

/// <summary>A server that eng/*.sh starts, or one that the environment names and this run leaves alone.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly string _script;
    private readonly string? _folder;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _environment;

    private Server(string script, string? folder, string address, IReadOnlyList<KeyValuePair<string, string>>? environment = null) =>
        (_script, _folder, Address, _environment) = (script, folder, address, environment ?? []);

    public string Address { get; }

    /// <summary>Null for a server that this run did not start.</summary>
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

    /// <summary>Starts a private server, which the run may stop and start.</summary>
    /// <param name="script">Its script in eng/.</param>
    /// <param name="folder">A folder for its data; null: a temporary one.</param>
    /// <param name="environment">Variables of the server, at every start.</param>
    public static async Task<Server> StartPrivateAsync(
        string script, string? folder = null, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        KeyValuePair<string, string>[] variables = [.. environment ?? []];
        string[] command = folder is null ? ["start"] : ["start", folder];
        folder = await RunAsync(script, command, variables);
        return new Server(script, folder, await RunAsync(script, "address", folder), variables);
    }

    public Task KillAsync() => RunAsync(_script, "kill", _folder!);

    /// <summary>Ends it in order.</summary>
    public Task StopAsync() => RunAsync(_script, "stop", _folder!);

    /// <summary>rabbitmqctl.</summary>
    public Task ControlAsync(params string[] arguments) => RunAsync(_script, ["ctl", _folder!, .. arguments]);

    public Task StartAgainAsync() => RunAsync(_script, ["start", _folder!], _environment);

    /// <summary>Waits until the server accepts clients.</summary>
    public Task WaitAsync() => _folder is null ? Task.CompletedTask : RunAsync(_script, "wait", _folder);

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await RunAsync(_script, "destroy", _folder);
        }
    }

    private static Task<string> RunAsync(string script, params string[] arguments) => RunAsync(script, arguments, []);

    private static async Task<string> RunAsync(string script, string[] arguments, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("bash", [Repository.Script(script), .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new ServerException($"eng/{script} {arguments[0]} failed");
    }
}
