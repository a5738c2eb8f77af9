using Microsoft.Extensions.Logging;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Lanes;

/// <summary>Renews a lease while its lane is in work, and cancels the work in time if it cannot.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;

    public LeaseKeeper(
        LaneTable lanes, ILanePresence presence, LaneHold hold, LaneClaim claim, TimeSpan margin, TimeProvider time, ILogger logger)
    {
        // The monotonic timer starts before the claim was sent, so it can only end early.
        // A claim that waited longer than that for its store is over already.
        var left = lanes.LeaseTime - margin - time.GetElapsedTime(claim.AskedAt);
        hold.SafeFor(lanes.LeaseTime - margin, claim.AskedAt, claim.Span);
        _lost = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        _renewing = RenewAsync(lanes, presence, hold, margin, time, logger);
    }

    /// <summary>Cancelled when another replica has, or may soon have, the lease.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(LaneTable lanes, ILanePresence presence, LaneHold hold, TimeSpan margin, TimeProvider time, ILogger logger)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_done.Token, _lost.Token);
        try
        {
            while (true)
            {
                // Sooner when its presence changes: under the one before, the others take it for dead.
                await hold.Span.Ended.WaitAsync(lanes.LeaseTime / 3, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.Token.ThrowIfCancellationRequested();
                var (askedAt, span) = (time.GetTimestamp(), presence.Span);
                if (!await lanes.RenewAsync(hold.Lease, span.Id, stop.Token))
                {
                    // The work may just have ended and released it.
                    stop.Token.ThrowIfCancellationRequested();
                    Log.LeaseLost(logger, hold.Lease.Key);
                    await _lost.CancelAsync();
                    return;
                }

                hold.SafeFor(lanes.LeaseTime - margin, askedAt, span);
                var left = lanes.LeaseTime - margin - time.GetElapsedTime(askedAt);
                _lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
        catch (OperationCanceledException)
        {
            // Also logged when the work ended before its cancellation reached it.
            if (_lost.IsCancellationRequested)
            {
                LogEnd(lanes, hold.Lease.Key, logger);
            }
        }
        catch (Exception exception)
        {
            Log.LeaseRenewalFailed(logger, hold.Lease.Key, exception.Message);
            Log.Trace(logger, exception, hold.Lease.Key);
            await _lost.CancelAsync();
        }
    }

    private static void LogEnd(LaneTable lanes, string key, ILogger logger)
    {
        if (lanes.Fault is null)
        {
            Log.LeaseNotRenewed(logger, key);
        }
        else
        {
            // The store's own log line covers every lane.
            Log.LeaseRanOut(logger, key);
        }
    }
}
