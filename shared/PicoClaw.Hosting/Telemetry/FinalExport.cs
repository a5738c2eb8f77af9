using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>
/// Exports the rest when the process stops. Without it, traces, metrics and logs have five seconds each, one after another, and a collector
/// that hangs would delay the stop by all of them.
/// </summary>
internal sealed class FinalExport(IServiceProvider services) : IHostedService
{
    private const int PatienceMs = 1000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(PatienceMs), CancellationToken.None));
}
