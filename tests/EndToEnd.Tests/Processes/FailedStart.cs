using System.Diagnostics;
using Harness.Processes;

namespace EndToEnd.Tests.Processes;

/// <summary>The output of a program that cannot start, with standard error apart from the log.</summary>
internal sealed record FailedStart(int ExitCode, IReadOnlyList<string> Errors, string Output)
{
    public static async Task<FailedStart> RunAsync(
        string service,
        string assembly,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program(service, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return new FailedStart(process.ExitCode, lines, await output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
