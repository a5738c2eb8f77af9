using PicoClaw.Egress.DingTalk;

namespace PicoClaw.Egress.Sending;

/// <summary>Takes from the end of a call whether DingTalk serves the account, and says when that changes.</summary>
internal sealed class OutageLog(ILogger<OutageLog> logger)
{
    public void Note(Duty duty, Call call, SendResult result)
    {
        var outage = duty.Account.Outage;
        if (result is SendResult.NotCalled || duty.Calls.IsCancellationRequested)
        {
            outage.Leave(call.IsProbe);
        }
        else if (Fault(result) is { } reason)
        {
            if (outage.Failed(call.IsProbe, reason))
            {
                Log.AccountStopped(logger, duty.Lease.Key, reason);
            }
        }
        else if (outage.Answered(call.IsProbe) is { } stood)
        {
            Log.AccountResumed(logger, duty.Lease.Key, stood.TotalSeconds);
        }
    }

    private static string? Fault(SendResult result) => result switch
    {
        SendResult.Unknown { IsServerFault: true } unknown => unknown.Reason,
        SendResult.Later later => later.Reason,
        _ => null,
    };
}
