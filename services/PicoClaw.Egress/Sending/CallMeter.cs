using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Sending;

/// <summary>Counts each call in its month, takes back what the platform did not count, and follows what the platform says of the month's quota.</summary>
internal sealed class CallMeter(BudgetTable months, ILogger<CallMeter> logger)
{
    /// <summary>The month that the call counts in, or null when no API call is left.</summary>
    public string? TryCount(AccountLease lease, SendRoute route)
    {
        var budget = lease.Account.Budget;
        if (route.CostsApiCall)
        {
            var month = budget.TrySpend(out var isShort);
            if (isShort)
            {
                Log.QuotaShort(logger, lease.Lane.Key, budget.Used, budget.Limit);
            }

            return month;
        }

        var counted = budget.CountWebhook(out var isStreamShort);
        if (isStreamShort)
        {
            Log.StreamQuotaShort(logger, lease.Lane.Key, budget.Webhooks, budget.StreamUsed, budget.StreamLimit);
        }

        return counted;
    }

    /// <summary>The call was not made after all, or the platform did not count it.</summary>
    public Task GiveBackAsync(AccountLease lease, Call call, CancellationToken cancellationToken)
    {
        lease.Account.Budget.GiveBack(call.Month, call.Route.CostsApiCall);
        return months.GiveBackAsync(call.Id, cancellationToken);
    }

    public async Task SettleAsync(AccountLease lease, Call call, SendResult result, CancellationToken cancellationToken)
    {
        if (!result.Counts)
        {
            await GiveBackAsync(lease, call, cancellationToken);
        }

        // Of the month in which the call was made, which may be over by now.
        var budget = lease.Account.Budget;
        if (result is SendResult.QuotaGone)
        {
            Log.QuotaGone(logger, lease.Lane.Key, call.Month);
            budget.Exhaust(call.Month);
            await months.ExhaustAsync(lease.Lane, call.Month, cancellationToken);
        }
        else if (result is SendResult.Sent && call.Route.CostsApiCall && budget.Reopen(call.Month))
        {
            Log.QuotaBack(logger, lease.Lane.Key, call.Month);
            await months.ReopenAsync(lease.Lane, call.Month, cancellationToken);
        }
    }
}
