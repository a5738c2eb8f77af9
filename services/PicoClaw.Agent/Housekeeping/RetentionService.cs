using PicoClaw.Storage;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>Runs the retention once an hour. Several replicas may do so at the same time.</summary>
internal sealed class RetentionService(Retention retention, TimeProvider time, ILogger<RetentionService> logger)
    : IntervalService(TimeSpan.FromHours(1), runsAtStart: false, time)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await retention.SweepAsync(cancellationToken) is > 0 and var rows)
        {
            Log.RowsDeleted(logger, rows);
        }
    }

    protected override void OnFailed(Exception exception) => Log.RetentionFailed(logger, exception);
}
