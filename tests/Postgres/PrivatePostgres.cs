using System.Diagnostics;

namespace PicoClaw.Tests.Postgres;

/// <summary>A server that a test may stop, kill and start again: eng/postgres.sh.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder;

    private PrivatePostgres(string folder, string address) => (_folder, Address) = (folder, address);

    public string Address { get; }

    public static async Task<PrivatePostgres> StartNewAsync()
    {
        var folder = await RunAsync("start");
        return new PrivatePostgres(folder, await RunAsync("address", folder));
    }

    public Task StartAsync() => RunAsync("start", _folder);

    /// <summary>As a crash does: nothing is finished, and the next start replays the log.</summary>
    public Task KillAsync() => RunAsync("kill", _folder);

    public async ValueTask DisposeAsync() => await RunAsync("destroy", _folder);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Script(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (script.StandardOutput.ReadToEndAsync(), script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        return script.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException($"eng/postgres.sh {arguments[0]}: {await errors}");
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PicoClaw.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository"), "eng", "postgres.sh");
    }
}
