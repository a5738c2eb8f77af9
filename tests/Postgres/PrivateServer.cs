using System.Diagnostics;

namespace PicoClaw.Tests.Postgres;

/// <summary>
/// A server that a test may kill and start again: by eng/postgres.sh or eng/rabbitmq.sh, or by eng/container.sh where eng/test.sh has named an image.
/// </summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly string[] _script;
    private readonly string _id;

    private PrivateServer(string[] script, string id, string address) => (_script, _id, Address) = (script, id, address);

    public string Address { get; }

    public static Task<PrivateServer> StartPostgresAsync() => StartNewAsync(Script("PICOCLAW_TEST_POSTGRES_IMAGE", "postgres.sh"));

    public static async Task<PrivateServer> StartBrokerAsync()
    {
        var server = await StartNewAsync(Script("PICOCLAW_TEST_AMQP_IMAGE", "rabbitmq.sh"));
        await server.WaitAsync();
        return server;
    }

    public Task StartAsync() => RunAsync(_script, "start", _id);

    /// <summary>Waits until a broker accepts clients.</summary>
    public Task WaitAsync() => RunAsync(_script, "wait", _id);

    /// <summary>Ends it in order; <see cref="StartAsync"/> brings it back.</summary>
    public Task StopAsync() => RunAsync(_script, "stop", _id);

    /// <summary>Ends it as a crash would: nothing is finished, and the next start replays the log.</summary>
    public Task KillAsync() => RunAsync(_script, "kill", _id);

    /// <summary>rabbitmqctl on a broker.</summary>
    public Task ControlAsync(params string[] arguments) => RunAsync([.. _script, "ctl", _id], arguments);

    public async ValueTask DisposeAsync() => await RunAsync(_script, "destroy", _id);

    // The script and its first arguments.
    private static string[] Script(string variable, string native) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } image ? [Path("container.sh"), image] : [Path(native)];

    private static async Task<PrivateServer> StartNewAsync(string[] script)
    {
        var id = await RunAsync(script, "start");
        return new PrivateServer(script, id, await RunAsync(script, "address", id));
    }

    private static async Task<string> RunAsync(string[] script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [.. script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"{string.Join(' ', script)} {arguments[0]}: {await errors}");
    }

    private static string Path(string script)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PicoClaw.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository")
            : System.IO.Path.Combine(folder.FullName, "eng", script);
    }
}
