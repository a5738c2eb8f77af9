using System.Diagnostics;
using Harness.Processes;

namespace PicoClaw.Compose.Tests;

/// <summary>A finished command, run in the repository's folder, with its output and errors.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Command(process.ExitCode, (output + await errors).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public string ShouldSucceed() => ExitCode == 0 ? Output : throw new InvalidOperationException($"exit code {ExitCode}: {Output}");
}
