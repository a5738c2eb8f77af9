using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Sends for one account: conversations beside each other and in turns, the replies of one conversation strictly in sequence.</summary>
internal sealed class AccountWork(OutboxTable outbox, Delivery delivery, ILogger<AccountWork> logger) : ILaneWork
{
    private const int Heads = 200;
    private const int CallsAtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        foreach (var call in await outbox.RecoverAsync(hold.Lease, cancellationToken))
        {
            Log.OutcomeLost(logger, call.DeliveryId, call.CallId);
        }

        var sending = new Dictionary<string, Task>();
        try
        {
            return await DrainAsync(hold, sending, cancellationToken);
        }
        finally
        {
            // Whatever ended the loop is no reason to leave a call whose outcome nobody would see.
            await Task.WhenAll(sending.Values);
        }
    }

    private async Task<bool> DrainAsync(LaneHold hold, Dictionary<string, Task> sending, CancellationToken cancellationToken)
    {
        // A round has each conversation once, so that nobody waits for all that another one has to say.
        var round = new Queue<OutboxRow>();
        while (!hold.ShouldYield)
        {
            var wait = LongestWait;
            if (round.Count == 0)
            {
                var heads = await outbox.HeadsAsync(hold.Lease, Heads, cancellationToken);
                if (heads.Count == 0 && sending.Count == 0)
                {
                    return true;
                }

                round = new Queue<OutboxRow>(heads.Where(head => head.DueInMs <= 0 && !sending.ContainsKey(head.ThreadId)));
                var next = heads.Where(head => head.DueInMs > 0).Select(head => TimeSpan.FromMilliseconds(head.DueInMs)).DefaultIfEmpty(wait).Min();
                wait = next < wait ? next : wait;
            }

            while (sending.Count < CallsAtOnce && round.TryDequeue(out var row))
            {
                sending.Add(row.ThreadId, delivery.SendAsync(hold.Lease, row, () => hold.ShouldYield, cancellationToken));
            }

            await AnyAsync(hold, sending.Values, wait, cancellationToken);
            foreach (var (thread, call) in sending.Where(call => call.Value.IsCompleted).ToList())
            {
                sending.Remove(thread);
                await call;
            }
        }

        return false;
    }

    /// <summary>Until a delivery ends, a reply arrives, the process stops or the time is up.</summary>
    private static async Task AnyAsync(LaneHold hold, IEnumerable<Task> sending, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = hold.WaitAsync(atMost, enough.Token);
        await Task.WhenAny([waiting, .. sending]);
        await enough.CancelAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
