using PicoClaw.Agent.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>Figures of the conversations, read from the agent's store.</summary>
public sealed class MailboxFigures([FromKeyedServices(AgentService.Name)] IStore store)
{
    // The age counts from the platform's instant, which may be ahead of the store's clock.
    private const string CountSql =
        $"""
        SELECT
            (SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL) AS Waiting,
            COALESCE((SELECT CASE WHEN MIN(sent_at) < now_ms() THEN now_ms() - MIN(sent_at) ELSE 0 END FROM mailbox WHERE turn_id IS NULL), 0) AS OldestMs,
            (SELECT COUNT(*) FROM turn WHERE status = '{TurnStatus.Failed}') AS Failed
        """;

    public async Task<MailboxCount> ReadAsync(CancellationToken cancellationToken) =>
        (await store.QueryAsync(session => session.FirstOrDefaultAsync<MailboxCount>(CountSql), cancellationToken))!;
}
