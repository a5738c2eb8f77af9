using PicoClaw.Storage;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>Counts what waits for a turn, and the turns that failed for good.</summary>
internal sealed class MailboxCounter(MailboxFigures figures, AgentMetrics metrics, TimeProvider time, ILogger<MailboxCounter> logger)
    : StoreCounter(time, logger)
{
    public override async Task CountAsync(CancellationToken cancellationToken) => metrics.Mailbox = await figures.ReadAsync(cancellationToken);
}
