using System.Diagnostics;
using Harness.Processes;

namespace EndToEnd.Tests.Docs;

/// <summary>A new user's home folder and shell, in which <c>picoclaw</c> is the program that was built.</summary>
internal sealed class DocShell : IDisposable
{
    // The pages name the ports that people use; here every run has its own.
    private const string DocumentedEmulator = "http://127.0.0.1:5080";

    private readonly string _home = Directory.CreateTempSubdirectory("picoclaw-docs-").FullName;
    private readonly string _emulator = $"http://127.0.0.1:{TestHome.FreePort()}";
    private readonly int _port = TestHome.FreePort();

    public DocShell()
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_home, "bin")).FullName, "picoclaw");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Repository.Program("PicoClaw.Gateway", "picoclaw")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs one block to its end. What it leaves running is ended with it.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string script, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-o", "pipefail", "-c", Here(script)])
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PICOCLAW_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = _home;
        start.Environment["PATH"] = $"{Path.Combine(_home, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["PICOCLAW_GATEWAY_PORT"] = $"{_port}";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, $"{await output}{await errors}");
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string Here(string script) =>
        "trap 'kill $(jobs -p) 2> /dev/null || :' EXIT\n"
        + script.Replace("--emulator", $"--emulator {_emulator}", StringComparison.Ordinal).Replace(DocumentedEmulator, _emulator, StringComparison.Ordinal);
}
