using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>Counts what waits for a turn, and the turns that failed for good.</summary>
internal sealed class MailboxWatch(
    [FromKeyedServices(AgentService.Name)] IStore store, AgentMetrics metrics, TimeProvider time, ILogger<MailboxWatch> logger) : StoreCounter(time, logger)
{
    // By the instant at which the platform had it, which may lie ahead of the clock of the store.
    private const string Count =
        """
        SELECT
            (SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL) AS Waiting,
            COALESCE((SELECT CASE WHEN MIN(sent_at) < now_ms() THEN now_ms() - MIN(sent_at) ELSE 0 END FROM mailbox WHERE turn_id IS NULL), 0) AS OldestMs,
            (SELECT COUNT(*) FROM turn WHERE status = 'failed') AS Failed
        """;

    public override async Task CountAsync(CancellationToken cancellationToken) =>
        metrics.Mailbox = (await store.ReadAsync(session => session.FirstOrDefaultAsync<MailboxCount>(Count), cancellationToken))!;
}
