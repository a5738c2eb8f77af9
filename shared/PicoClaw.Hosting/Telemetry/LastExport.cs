using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>
/// Exports what is left when the process stops. Traces, metrics and logs would otherwise have five seconds each, one after another, and a collector that hangs would hold up the stop so long.
/// </summary>
internal sealed class LastExport(IServiceProvider services) : IHostedService
{
    private const int PatienceMs = 1000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(PatienceMs), CancellationToken.None));
}
