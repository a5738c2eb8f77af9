using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes;

/// <summary>Renews a lease while its lane is in work and cancels the work in time when it cannot.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;
    private readonly TimeProvider _time;
    private readonly TimeSpan _usable;
    private long _renewedAt;

    public LeaseKeeper(LaneTable lanes, LaneLease lease, long claimedAt, TimeSpan margin, TimeProvider time, ILogger logger)
    {
        // The timer runs on the monotonic clock from before the claim was sent, so it can only be early.
        // A claim that waited longer than that for its store is already over.
        (_time, _usable, _renewedAt) = (time, lanes.LeaseTime - margin, claimedAt);
        _lost = new CancellationTokenSource(Left, time);
        _renewing = RenewAsync(lanes, lease, logger);
    }

    /// <summary>Cancelled when the lease is, or may soon be, somebody else's.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>What <see cref="Lost"/> will tell, by the clock.</summary>
    public bool Stands => Left > TimeSpan.Zero && !_lost.IsCancellationRequested;

    private TimeSpan Left
    {
        get
        {
            var left = _usable - _time.GetElapsedTime(Volatile.Read(ref _renewedAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(LaneTable lanes, LaneLease lease, ILogger logger)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_done.Token, _lost.Token);
        try
        {
            while (true)
            {
                await Task.Delay(lanes.LeaseTime / 3, _time, stop.Token);
                var askedAt = _time.GetTimestamp();
                if (!await lanes.RenewAsync(lease, stop.Token))
                {
                    // Nor is it ours when the work just ended and let go of it.
                    stop.Token.ThrowIfCancellationRequested();
                    Log.LeaseLost(logger, lease.Key);
                    await _lost.CancelAsync();
                    return;
                }

                Volatile.Write(ref _renewedAt, askedAt);
                _lost.CancelAfter(Left);
            }
        }
        catch (OperationCanceledException)
        {
            if (!_done.IsCancellationRequested)
            {
                Log.LeaseNotRenewed(logger, lease.Key);
            }
        }
        catch (Exception exception)
        {
            Log.LeaseRenewalFailed(logger, exception, lease.Key);
            await _lost.CancelAsync();
        }
    }
}
