using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Sends for one account: conversations beside each other, the replies of one conversation strictly in sequence.</summary>
internal sealed class AccountWork(OutboxTable outbox, Delivery delivery, ILogger<AccountWork> logger) : ILaneWork
{
    private const int Heads = 200;
    private const int CallsAtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task DrainAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        foreach (var call in await outbox.RecoverAsync(hold.Lease, cancellationToken))
        {
            Log.OutcomeLost(logger, call.DeliveryId, call.CallId);
        }

        while (!hold.ShouldYield && await outbox.HeadsAsync(hold.Lease, Heads, cancellationToken) is { Count: > 0 } heads)
        {
            if (heads.Where(head => head.DueInMs <= 0).ToList() is { Count: > 0 } due)
            {
                await SendAsync(hold, due, cancellationToken);
            }
            else
            {
                var wait = TimeSpan.FromMilliseconds(heads.Min(head => head.DueInMs));
                await hold.WaitAsync(wait < LongestWait ? wait : LongestWait, cancellationToken);
            }
        }
    }

    private Task SendAsync(LaneHold hold, List<OutboxRow> due, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (row, cancel) =>
            {
                if (!hold.ShouldYield)
                {
                    await delivery.SendAsync(hold.Lease, row, cancel);
                }
            });
}
