using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage;

/// <summary>Counts rows of a store for the metrics, every 15 seconds rather than for each message.</summary>
public abstract class StoreCounter(TimeProvider time, ILogger logger) : IntervalService(TimeSpan.FromSeconds(15), runsAtStart: true, time)
{
    public abstract Task CountAsync(CancellationToken cancellationToken);

    protected sealed override Task RunAsync(CancellationToken cancellationToken) => CountAsync(cancellationToken);

    protected sealed override void OnFailed(Exception exception) => Log.NotCounted(logger, exception.Message);
}
