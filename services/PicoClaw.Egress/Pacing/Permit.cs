namespace PicoClaw.Egress.Pacing;

/// <summary>The right to make one call, not before <see cref="GoAt"/>. Disposed of before it has ended, it is given back: the call was not made.</summary>
/// <param name="windows">The limits that the call counts against; first the one that a throttling response applies to.</param>
/// <param name="address">The window of the process's address, which is also the lock of all of them.</param>
/// <param name="time">The clock of the windows.</param>
/// <param name="takenAt">On the clock of <see cref="TimeProvider.GetTimestamp"/>, as the next.</param>
/// <param name="goAt">When the call may go.</param>
internal sealed class Permit(IReadOnlyList<SlidingWindow> windows, SlidingWindow address, TimeProvider time, long takenAt, long goAt) : IDisposable
{
    private bool _isEnded;

    public long GoAt => goAt;

    /// <summary>False when a limit began to rest since the permit was taken.</summary>
    public bool MayGo
    {
        get
        {
            lock (address)
            {
                var now = time.GetTimestamp();
                return !windows.Any(window => window.IsCoolingDown(now));
            }
        }
    }

    /// <summary>The call was made. Whatever came of it, the server may have counted it.</summary>
    public void End(bool succeeded)
    {
        lock (address)
        {
            _isEnded = true;
            var now = time.GetTimestamp();
            foreach (var window in windows)
            {
                window.End(now);
                if (succeeded)
                {
                    window.Succeeded();
                }
            }
        }
    }

    /// <summary>
    /// The call was refused for now. The API or the webhooks that it called rest for the returned time, or all calls of this process if its
    /// address is blocked.
    /// </summary>
    public TimeSpan EndThrottled(TimeSpan told, bool isAddressBlocked = false)
    {
        lock (address)
        {
            _isEnded = true;
            var now = time.GetTimestamp();
            foreach (var window in windows)
            {
                window.End(now);
            }

            return (isAddressBlocked ? address : windows[0]).Throttled(takenAt, now, told);
        }
    }

    public void Dispose()
    {
        lock (address)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            foreach (var window in windows)
            {
                window.GiveBack();
            }
        }
    }
}
