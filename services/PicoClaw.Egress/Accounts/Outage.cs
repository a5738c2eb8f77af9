namespace PicoClaw.Egress.Accounts;

/// <summary>
/// Whether the platform serves an account. After a fault of its servers the account stops; one call at a time, the probe, finds out when it
/// may go on.
/// </summary>
internal sealed class Outage(TimeProvider time)
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private string? _reason;
    private long _since;
    private long _probeAt;
    private TimeSpan _delay;
    private bool _isProbing;

    public bool IsStopped
    {
        get
        {
            lock (_lock)
            {
                return _reason is not null;
            }
        }
    }

    /// <summary>Why the account's sending is stopped; null if it is not, or once no reply is left to probe with.</summary>
    public string? Reason
    {
        get
        {
            lock (_lock)
            {
                return _isProbing || time.GetElapsedTime(_probeAt) < LongestDelay ? _reason : null;
            }
        }
    }

    /// <summary>Until a call may be made; zero: now; null: the probe must end first.</summary>
    public TimeSpan? Wait
    {
        get
        {
            lock (_lock)
            {
                return _reason is null ? TimeSpan.Zero : _isProbing ? null : Left();
            }
        }
    }

    /// <summary>False when the account is stopped and this is not the probe that is due. True must be followed by one of the other three.</summary>
    public bool TryEnter(bool mayProbe, out bool isProbe)
    {
        lock (_lock)
        {
            isProbe = mayProbe && _reason is not null && !_isProbing && Left() == TimeSpan.Zero;
            _isProbing |= isProbe;
            return isProbe || _reason is null;
        }
    }

    /// <summary>No call was made, or its end says nothing of the platform.</summary>
    public void Leave(bool isProbe)
    {
        lock (_lock)
        {
            _isProbing &= !isProbe;
        }
    }

    /// <summary>
    /// The platform's servers failed or were not reached; true when that stops the account. Calls that were out before the stop add nothing
    /// to it.
    /// </summary>
    public bool Failed(bool isProbe, string reason)
    {
        lock (_lock)
        {
            var isNew = _reason is null;
            if (isNew || isProbe)
            {
                (_reason, _isProbing) = (reason, false);
                _delay = isNew ? FirstDelay : _delay * 2 < LongestDelay ? _delay * 2 : LongestDelay;
                _probeAt = time.GetTimestamp() + (long)(_delay.TotalSeconds * time.TimestampFrequency);
            }

            _since = isNew ? time.GetTimestamp() : _since;
            return isNew;
        }
    }

    /// <summary>
    /// The platform's servers answered. How long the account stood still, when that ends the stop: an answer to an earlier call says
    /// nothing of now.
    /// </summary>
    public TimeSpan? Answered(bool isProbe)
    {
        lock (_lock)
        {
            if (!isProbe || _reason is null)
            {
                return null;
            }

            (_reason, _isProbing) = (null, false);
            return time.GetElapsedTime(_since);
        }
    }

    private TimeSpan Left()
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), _probeAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
