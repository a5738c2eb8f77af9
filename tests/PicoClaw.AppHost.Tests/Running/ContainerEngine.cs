using System.ComponentModel;
using System.Diagnostics;

namespace PicoClaw.AppHost.Tests.Running;

/// <summary>Docker, where it answers.</summary>
internal static class ContainerEngine
{
    private static readonly string[] Images = ["rabbitmq:4-management", "postgres:17"];

    /// <summary>Why containers cannot run here, or null. Tests download no images.</summary>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (!await RunAsync(["info"], cancellationToken))
        {
            return "No container engine answers: \"docker info\" fails.";
        }

        foreach (var image in Images)
        {
            if (!await RunAsync(["image", "inspect", image], cancellationToken))
            {
                return $"The container engine has no image {image}: docker pull {image}";
            }
        }

        return null;
    }

    public static Task<bool> HasContainerAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(["container", "inspect", id], cancellationToken);

    private static async Task<bool> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = Task.WhenAll(docker.StandardOutput.ReadToEndAsync(cancellationToken), docker.StandardError.ReadToEndAsync(cancellationToken));
            await docker.WaitForExitAsync(cancellationToken);
            await output;
            return docker.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not installed
        }
    }
}
