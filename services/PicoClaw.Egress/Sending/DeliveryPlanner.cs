using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Plans the next call of a conversation: reads its rows, gives up what must not be tried again, packs the rest and chooses the route.</summary>
internal sealed class DeliveryPlanner(OutboxReader reader, Packer packer, RetryPolicy policy)
{
    private const int MostRows = 200;

    public async Task<DeliveryPlan> PlanAsync(AccountLease lease, string laneId, CancellationToken cancellationToken)
    {
        var (channel, budget) = (lease.Account.Channel, lease.Account.Budget);
        var rows = await reader.RowsAsync(lease.Lane, laneId, channel.MessageBytes, MostRows, cancellationToken);
        if (rows.Count == 0 || rows[0].Status != OutboxStatus.Queued)
        {
            return new DeliveryPlan.Rest(new SlotOutcome.Done());
        }

        if (Announcements.LeaveOut(lease, rows) is { } why)
        {
            return new DeliveryPlan.LeaveOut(rows, why);
        }

        if (rows[0].DueInMs > 0)
        {
            return new DeliveryPlan.Rest(new SlotOutcome.Due(TimeSpan.FromMilliseconds(rows[0].DueInMs)));
        }

        if (policy.GiveUp(rows[0], channel.Routes.Any(route => route.IsRepeatable && route.Name == rows[0].Via)) is { } reason)
        {
            return new DeliveryPlan.GiveUp(rows, 1, reason);
        }

        var (batch, problem) = await packer.PackAsync(channel, rows, cancellationToken);
        if (batch is null)
        {
            return new DeliveryPlan.GiveUp(rows, 1, problem!);
        }

        batch = batch with { Reply = await channel.PrepareAsync(batch.Reply, !budget.IsSpent, cancellationToken) };
        var pinned = batch.First.Unknowns > 0 ? batch.First.Via : null;
        return channel.ChooseRoute(batch.Reply, !budget.IsSpent, pinned) is { } route
            ? new DeliveryPlan.Send(rows, batch, route, channel.ScopeOf(batch.Reply, route))
            : new DeliveryPlan.GiveUp(rows, batch.Rows.Count, NoRoute(channel, batch, budget));
    }

    private static string NoRoute(IChannel channel, MessageBatch batch, MonthlyBudget budget)
    {
        var doubt = batch.First.Unknowns > 0 ? "after a call with an unknown outcome (it may have been delivered) " : "";

        // Nobody wrote before a notification, so it had no session.
        var closed = batch.First.Sequence == Notice.Sequence ? "" : "the session has expired, and ";
        return budget.IsSpent && channel.ChooseRoute(batch.Reply, isApiOpen: true) is not null
            ? $"{doubt}{closed}the API calls of this month are used up (counted here: {budget.Used} of {budget.Limit}); "
                + "until it ends, or the platform takes calls again, only session webhooks are answered"
            : $"{doubt}every way back is closed: the session has expired and the platform told no id to send to";
    }
}
