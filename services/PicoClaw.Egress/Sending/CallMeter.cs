using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;

namespace PicoClaw.Egress.Sending;

/// <summary>Counts each call in its month, takes back what DingTalk did not count, and heeds what DingTalk says of the month's quota.</summary>
internal sealed class CallMeter(BudgetTable months, ILogger<CallMeter> logger)
{
    /// <summary>The month that the call counts in, or null when no API call is left.</summary>
    public string? TryCount(Duty duty, Road road)
    {
        var budget = duty.Account.Budget;
        if (road != Road.Webhook)
        {
            var month = budget.TrySpend(out var isShort);
            if (isShort)
            {
                Log.QuotaShort(logger, duty.Lease.Key, budget.Used, budget.Limit);
            }

            return month;
        }

        var counted = budget.CountWebhook(out var isStreamShort);
        if (isStreamShort)
        {
            Log.StreamQuotaShort(logger, duty.Lease.Key, budget.Webhooks, budget.StreamUsed, budget.StreamLimit);
        }

        return counted;
    }

    /// <summary>The call was not made after all, or DingTalk did not count it.</summary>
    public Task GiveBackAsync(Duty duty, Call call, CancellationToken cancellationToken)
    {
        duty.Account.Budget.GiveBack(call.Month, call.IsApi);
        return months.GiveBackAsync(call.Id, cancellationToken);
    }

    public async Task SettleAsync(Duty duty, Call call, SendResult result, CancellationToken cancellationToken)
    {
        if (!result.Counts)
        {
            await GiveBackAsync(duty, call, cancellationToken);
        }

        // Of the month in which the call was made, which may be over by now.
        var budget = duty.Account.Budget;
        if (result is SendResult.QuotaGone)
        {
            Log.QuotaGone(logger, duty.Lease.Key, call.Month);
            budget.Exhaust(call.Month);
            await months.ExhaustAsync(duty.Lease, call.Month, cancellationToken);
        }
        else if (result is SendResult.Sent && call.IsApi && budget.Reopen(call.Month))
        {
            Log.QuotaBack(logger, duty.Lease.Key, call.Month);
            await months.ReopenAsync(duty.Lease, call.Month, cancellationToken);
        }
    }
}
