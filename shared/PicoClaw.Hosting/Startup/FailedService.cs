using Microsoft.Extensions.Hosting;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

/// <summary>Finds the background service whose failure stopped the host: without it the exit code would be 0.</summary>
internal static class FailedService
{
    /// <summary>What to throw after the host has ended, or null.</summary>
    public static ConfigException? Of(IEnumerable<IHostedService> services) => services
        .OfType<BackgroundService>()
        .Where(service => service.ExecuteTask is { IsFaulted: true })
        .Select(service => (service.GetType().Name, Reason: service.ExecuteTask!.Exception!.GetBaseException()))
        .Select(failed => new ConfigException(
            $"PicoClaw has stopped, because its {failed.Name} failed ({failed.Reason.Message.ReplaceLineEndings(" ").TrimEnd('.')}). "
                + "Start it again: accepted messages are kept. The log above shows the whole error.",
            failed.Reason))
        .FirstOrDefault();
}
