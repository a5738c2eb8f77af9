using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>Counts for the metrics what lies in the store.</summary>
internal sealed class MailboxWatch([FromKeyedServices(AgentService.Name)] IStore store, AgentMetrics metrics, TimeProvider time, ILogger<MailboxWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // By the instant at which the platform had it, which may lie ahead of the clock of the store.
    private const string Count =
        """
        SELECT
            (SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL) AS Waiting,
            COALESCE((SELECT CASE WHEN MIN(sent_at) < now_ms() THEN now_ms() - MIN(sent_at) ELSE 0 END FROM mailbox WHERE turn_id IS NULL), 0) AS OldestMs,
            (SELECT COUNT(*) FROM turn WHERE status = 'failed') AS Failed
        """;

    public async Task CountAsync(CancellationToken cancellationToken) =>
        metrics.Mailbox = (await store.ReadAsync(session => session.FirstOrDefaultAsync<MailboxCount>(Count), cancellationToken))!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryCountAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CountAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.CountingFailed(logger, exception.Message);
        }
    }
}
