using PicoClaw.Agent.Feedback;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>Counts what waits for a turn, and the turns that failed for good.</summary>
internal sealed class MailboxCounter(MailboxFigures figures, AgentMetrics metrics, TimeProvider time, ILogger<MailboxCounter> logger)
    : StoreCounter(time, logger)
{
    public override async Task CountAsync(CancellationToken cancellationToken)
    {
        // Series that begin at 0, so that their first rise is seen.
        metrics.Feedback(Verdict.Up, 0);
        metrics.Feedback(Verdict.Down, 0);
        metrics.Mailbox = await figures.ReadAsync(cancellationToken);
    }
}
