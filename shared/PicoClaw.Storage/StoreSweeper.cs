using Microsoft.Extensions.Hosting;

namespace PicoClaw.Storage;

/// <summary>Deletes old rows of a store at an interval. After a failure it tries again at the next one.</summary>
public abstract class StoreSweeper(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected abstract Task SweepAsync(CancellationToken cancellationToken);

    /// <summary>Logs the failure.</summary>
    protected abstract void OnFailed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TrySweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            OnFailed(exception);
        }
    }
}
