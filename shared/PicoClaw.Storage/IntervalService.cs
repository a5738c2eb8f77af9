using Microsoft.Extensions.Hosting;

namespace PicoClaw.Storage;

/// <summary>Runs at an interval. A run that fails is reported, and the next one is tried.</summary>
public abstract class IntervalService(TimeSpan interval, bool runsAtStart, TimeProvider time) : BackgroundService
{
    // Made here and not in ExecuteAsync, which the host runs later: the interval counts from before the start.
    private readonly PeriodicTimer _timer = new(interval, time);

    protected TimeProvider Time => time;

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Logs the failure.</summary>
    protected abstract void OnFailed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (runsAtStart)
            {
                await TryRunAsync(stoppingToken);
            }

            while (await _timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // A driver may end a call that it gives up as cancelled; only a stop ends the service.
    private async Task TryRunAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            OnFailed(exception);
        }
    }
}
