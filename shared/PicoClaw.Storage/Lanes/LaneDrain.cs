using Microsoft.Extensions.Logging;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Lanes;

/// <summary>Works in one claimed lane until it is empty or other lanes wait. Renews the lease meanwhile and releases it in the end.</summary>
internal sealed class LaneDrain(LaneTable lanes, ILanePresence presence, ILaneWork work, TimeSpan safetyMargin, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan HandBackPatience = TimeSpan.FromSeconds(1);

    /// <summary>True when the lane is empty; false when it still has work that another hold may take.</summary>
    public async Task<bool> RunAsync(LaneHold hold, LaneClaim claim, CancellationToken abort)
    {
        await using var keeper = new LeaseKeeper(lanes, presence, hold, claim, safetyMargin, time, logger);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, abort);
        try
        {
            return await DrainAsync(hold, cancel.Token);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, hold.Lease.Key);
        }
        catch (Exception exception) when (cancel.IsCancellationRequested)
        {
            Log.Trace(logger, exception, "work that was cancelled");
            await TryHandBackAsync(hold);
        }

        return false;
    }

    private async Task<bool> DrainAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        try
        {
            var version = hold.Lease.Version;
            while (true)
            {
                if (await WorkOnceAsync(hold, version, cancellationToken) is { } isEmpty)
                {
                    return isEmpty;
                }

                version = await lanes.VersionAsync(hold.Lease, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            // The lane waits for its retry in the store, so its slot here is free for other lanes.
            hold.Failures++;
            Log.LaneFailed(logger, hold.Lease.Key, hold.Failures, LaneTable.RetryDelay(hold.Failures), exception.Message);
            Log.Trace(logger, exception, hold.Lease.Key);
            await lanes.BackOffAsync(hold.Lease, hold.Failures, cancellationToken);
            return false;
        }
    }

    /// <summary>Null while the lane is kept; true when it was released empty, false when it was handed back with work.</summary>
    private async Task<bool?> WorkOnceAsync(LaneHold hold, long version, CancellationToken cancellationToken)
    {
        var isEmpty = await work.WorkAsync(hold, cancellationToken);
        hold.Failures = 0;
        if (isEmpty && await lanes.ReleaseAsync(hold.Lease, version, cancellationToken))
        {
            return true;
        }

        if (!hold.ShouldYield && (await lanes.FindWorkAsync(1, cancellationToken)).Count == 0)
        {
            return null;
        }

        await lanes.HandBackAsync(hold.Lease, cancellationToken);
        return false;
    }

    /// <summary>Spares the next holder a wait for the end of the lease; if it fails, the lease runs out.</summary>
    private async Task TryHandBackAsync(LaneHold hold)
    {
        using var patience = new CancellationTokenSource(HandBackPatience, time);
        try
        {
            await lanes.HandBackAsync(hold.Lease, hold.Failures, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The store is away.
        }
    }
}
