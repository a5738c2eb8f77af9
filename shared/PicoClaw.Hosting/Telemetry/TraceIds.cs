using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>Without a collector nothing is recorded, but each message still has its trace id: in every log line, over the broker and in the store.</summary>
internal sealed class TraceIds(IEnumerable<TelemetrySource> added) : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source =>
            source.Name == TelemetrySources.MassTransit
            || source.Name.StartsWith("PicoClaw.", StringComparison.Ordinal)
            || added.Any(one => one.Name == source.Name),
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
