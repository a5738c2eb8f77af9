using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Accounts;

/// <summary>
/// The right to make one call: a place in every limit and, while the account is stopped, the role of its probe. What has not ended when it
/// is disposed of is given back.
/// </summary>
internal sealed class CallPermit(Permit permit, Outage outage, bool isProbe) : IDisposable
{
    private bool _isInside = true;

    public bool IsProbe => isProbe;

    /// <summary>False when a limit began to rest or the account stopped since the permit was taken.</summary>
    public bool MayGo => permit.MayGo && (isProbe || !outage.IsStopped);

    /// <summary>Until its place in every limit has come.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        for (TimeSpan left; (left = time.GetElapsedTime(time.GetTimestamp(), permit.GoAt)) > TimeSpan.Zero;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken);
        }
    }

    /// <summary>The call was made. How long what it called must rest; zero unless it was throttled.</summary>
    public TimeSpan End(SendResult? result)
    {
        if (result is SendResult.Throttled throttled)
        {
            return permit.EndThrottled(throttled.After, throttled.IsAddressBlocked);
        }

        permit.End(result is SendResult.Sent);
        return TimeSpan.Zero;
    }

    /// <summary>The platform's servers failed or were not reached; true when that stops the account.</summary>
    public bool Failed(string reason) => TryLeave() && outage.Failed(isProbe, reason);

    /// <summary>The platform's servers answered. How long the account stood still, when that ends the stop.</summary>
    public TimeSpan? Answered() => TryLeave() ? outage.Answered(isProbe) : null;

    public void Dispose()
    {
        permit.Dispose();
        if (TryLeave())
        {
            outage.Leave(isProbe);
        }
    }

    private bool TryLeave()
    {
        var wasInside = _isInside;
        _isInside = false;
        return wasInside;
    }
}
