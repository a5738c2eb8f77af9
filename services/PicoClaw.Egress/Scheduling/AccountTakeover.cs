using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>Learns from the store what happened to an account while another process held it.</summary>
internal sealed class AccountTakeover(
    OutboxTable outbox,
    CallTable calls,
    BudgetTable months,
    CardBooks cards,
    RetryPolicy policy,
    SendMetrics metrics,
    ILogger<AccountTakeover> logger)
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    public async Task PrepareAsync(LaneLease lane, AccountState account, CancellationToken cancellationToken)
    {
        metrics.Begin(lane.Key, account.Channel.Routes);
        if (!account.IsOwn(lane.Token))
        {
            var lost = await outbox.RecoverAsync(lane, cancellationToken);
            metrics.Unknown(lane.Key, lost.Count);
            foreach (var call in lost)
            {
                Log.OutcomeLost(logger, call.DeliveryId, call.CallId, policy.ConsequenceOfLoss);
            }

            await months.LoadAsync(lane, account.Budget, cancellationToken);
            await cards.LoadAsync(lane, cancellationToken);
            account.Pacer.Adopt(await calls.RecentAsync(lane, LongestWindow, cancellationToken));
        }
        else if (!account.Budget.IsLoaded)
        {
            // A new account has nothing to take over, but the store's clock tells its month.
            await months.LoadAsync(lane, account.Budget, cancellationToken);
        }
    }
}
