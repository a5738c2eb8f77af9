using Microsoft.Extensions.Hosting;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting;

/// <summary>A background service that has failed stops the host, and without this the exit code would say that the process ended as it should.</summary>
internal static class FailedService
{
    /// <summary>What to throw after the host has ended, or null.</summary>
    public static ConfigException? Of(IEnumerable<IHostedService> services) => services
        .OfType<BackgroundService>()
        .Where(service => service.ExecuteTask is { IsFaulted: true })
        .Select(service => (service.GetType().Name, Reason: service.ExecuteTask!.Exception!.GetBaseException()))
        .Select(failed => new ConfigException(
            $"PicoClaw has ended, because its {failed.Name} failed ({failed.Reason.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Start it again: what it had accepted is kept. The log above shows the whole error.",
            failed.Reason))
        .FirstOrDefault();
}
