using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes;

/// <summary>Has the service work in one claimed lane until it is empty or others wait, keeping the lease meanwhile and letting go of it in the end.</summary>
internal sealed class LaneDrain(LaneTable lanes, ILaneWork work, TimeSpan safetyMargin, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HandBackPatience = TimeSpan.FromSeconds(1);

    public async Task RunAsync(LaneHold hold, long claimedAt, CancellationToken abort)
    {
        await using var keeper = new LeaseKeeper(lanes, hold, claimedAt, safetyMargin, time, logger);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, abort);
        try
        {
            await DrainAsync(hold, cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await TryHandBackAsync(hold.Lease);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, hold.Lease.Key);
        }
    }

    private async Task DrainAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        while (true)
        {
            try
            {
                if (await WorkOnceAsync(hold, cancellationToken))
                {
                    return;
                }

                delay = FirstDelay;
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or LeaseLostException))
            {
                Log.LaneFailed(logger, exception, hold.Lease.Key, delay);
                await hold.WaitAsync(delay, cancellationToken);
                if (hold.ShouldYield)
                {
                    await TryHandBackAsync(hold.Lease);
                    return;
                }

                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    /// <summary>True when the lane is let go of.</summary>
    private async Task<bool> WorkOnceAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var version = await lanes.VersionAsync(hold.Lease, cancellationToken);
        var isEmpty = await work.WorkAsync(hold, cancellationToken);
        if (isEmpty && await lanes.ReleaseAsync(hold.Lease, version, cancellationToken))
        {
            return true;
        }

        if (!hold.ShouldYield && (await lanes.FindWorkAsync(1, cancellationToken)).Count == 0)
        {
            return false;
        }

        await lanes.HandBackAsync(hold.Lease, cancellationToken);
        return true;
    }

    /// <summary>Spares whoever comes next the rest of the lease; without it the lease simply runs out.</summary>
    private async Task TryHandBackAsync(LaneLease lease)
    {
        using var patience = new CancellationTokenSource(HandBackPatience, time);
        try
        {
            await lanes.HandBackAsync(lease, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The store is away.
        }
    }
}
