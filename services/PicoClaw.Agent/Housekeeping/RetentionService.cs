namespace PicoClaw.Agent.Housekeeping;

/// <summary>Runs the retention once an hour. Several replicas may do so at the same time.</summary>
internal sealed class RetentionService(Retention retention, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await retention.SweepAsync(stoppingToken) is > 0 and var rows)
            {
                Log.Forgotten(logger, rows);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RetentionFailed(logger, exception);
        }
    }
}
