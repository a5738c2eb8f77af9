using Harness.Processes;

namespace PicoClaw.Compose.Tests;

/// <summary>Whether this machine can run docker-compose.yml.</summary>
internal static class Engine
{
    private static readonly string[] Images = ["rabbitmq:4-management", "postgres:17", "mcr.microsoft.com/dotnet/aspnet:10.0"];

    /// <summary>Why not, or null.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancellationToken) =>
        await CompositionMissingAsync(cancellationToken)
        ?? (await Command.RunAsync(Repository.Script("engine.sh"), Images, null, cancellationToken) is { ExitCode: not 0 } engine ? engine.Output : null);

    /// <summary>Why Compose cannot even read the file, or null.</summary>
    public static async Task<string?> CompositionMissingAsync(CancellationToken cancellationToken)
    {
        const string probe = "command -v docker > /dev/null || { echo docker is not installed; exit 1; }; docker compose version";
        var compose = await Command.RunAsync("bash", ["-c", probe], null, cancellationToken);
        return compose.ExitCode == 0 ? null : $"there is no docker compose ({compose.Output})";
    }
}
