using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Adds direct replies to other people that say the same to a call whose route takes several recipients.</summary>
internal sealed class UserBatcher(OutboxReader reader, Packer packer, RetryPolicy policy)
{
    /// <summary>The call with what fits of <paramref name="deliveryIds"/>; a probe stays alone.</summary>
    public async Task<Call> FillAsync(AccountLease lease, Call call, IReadOnlyList<string> deliveryIds, CancellationToken cancellationToken)
    {
        if (deliveryIds.Count == 0 || call.Route.MaxRecipients == 1 || call.Permit.IsProbe || !IsFit(lease, call, call.First))
        {
            return call;
        }

        var channel = lease.Account.Channel;
        var recipients = new HashSet<string?>(StringComparer.Ordinal) { call.First.Reply.RecipientId };
        var batches = new List<MessageBatch> { call.First };
        foreach (var row in await reader.RowsAsync(lease.Lane, deliveryIds, cancellationToken))
        {
            // A reply must not overtake what comes before it in its own conversation.
            if (row.AfterGap || policy.GiveUp(row) is not null || packer.Pack(channel, [row]).Batch is not { } packed)
            {
                continue;
            }

            var batch = packed with { Reply = await channel.PrepareAsync(packed.Reply, isApiOpen: true, cancellationToken) };
            if (IsFit(lease, call, batch) && channel.MayShareCall(call.First.Reply, batch.Reply) && recipients.Add(batch.Reply.RecipientId))
            {
                batches.Add(batch);
            }
        }

        return call.With(batches);
    }

    private static bool IsFit(AccountLease lease, Call call, MessageBatch batch) =>
        batch is { Rows.Count: 1, Reply.PartCount: 1, First: { PartsSent: 0, Unknowns: 0, IsAlone: 0 } }
        && lease.Account.Channel.ChooseRoute(batch.Reply, isApiOpen: true) == call.Route;
}
