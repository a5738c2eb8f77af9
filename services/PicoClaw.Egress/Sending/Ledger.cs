using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Writes down what became of replies and, once that is committed, tells whoever watches.</summary>
internal sealed class Ledger(OutboxTable outbox, OutcomeQueue outcomes, ILogger<Ledger> logger)
{
    public async Task EndAsync(LaneLease lease, Guid? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        await outbox.EndAsync(lease, callId, changes, cancellationToken);
        foreach (var (row, change) in changes)
        {
            switch (change.Status)
            {
                case "sent":
                    outcomes.Delivered(row, callId);
                    break;
                case "failed":
                    Log.DeliveryFailed(logger, row.DeliveryId, change.Error!);
                    outcomes.Failed(row, change.Error!);
                    break;
                case "queued" when change.Throttles + change.Busies > 0:
                    Log.Postponed(logger, row.DeliveryId, TimeSpan.FromMilliseconds(change.DelayMs), change.Error!);
                    break;
            }
        }
    }
}
