using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Sending;

/// <summary>Learns from the end of each call whether the platform serves the account, and logs when that changes.</summary>
internal sealed class OutageLog(ILogger<OutageLog> logger)
{
    public void Note(AccountLease lease, Call call, SendResult result)
    {
        if (result is SendResult.NotCalled or SendResult.Delayed || lease.Calls.IsCancellationRequested)
        {
            // Says nothing of the platform.
            call.Permit.Dispose();
        }
        else if (Fault(result) is { } reason)
        {
            if (call.Permit.Failed(reason))
            {
                Log.AccountStopped(logger, lease.Lane.Key, reason);
            }
        }
        else if (call.Permit.Answered() is { } stood)
        {
            Log.AccountResumed(logger, lease.Lane.Key, stood.TotalSeconds);
        }
    }

    private static string? Fault(SendResult result) => result switch
    {
        SendResult.Unknown { IsServerFault: true } unknown => unknown.Reason,
        SendResult.Later later => later.Reason,
        _ => null,
    };
}
