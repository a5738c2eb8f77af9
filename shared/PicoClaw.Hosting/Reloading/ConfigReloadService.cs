using Microsoft.Extensions.Hosting;

namespace PicoClaw.Hosting.Reloading;

/// <summary>
/// Looks every second. Notices of the file system would be sooner, but miss what matters: mounted files, switched links, network folders, and the
/// secrets that the file names.
/// </summary>
internal sealed class ConfigReloadService(ConfigReloader reloader, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                reloader.Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
