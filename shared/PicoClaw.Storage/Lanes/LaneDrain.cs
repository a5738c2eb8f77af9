using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes;

/// <summary>Has the service work in one claimed lane until it is empty, keeping the lease meanwhile and letting go of it in the end.</summary>
internal sealed class LaneDrain(LaneTable lanes, ILaneWork work, TimeSpan safetyMargin, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan HandBackPatience = TimeSpan.FromSeconds(1);

    public async Task RunAsync(LaneHold hold, long claimedAt, CancellationToken abort)
    {
        await using var keeper = new LeaseKeeper(lanes, hold.Lease, claimedAt, safetyMargin, time, logger);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, abort);
        await DrainAsync(hold, cancel.Token);
    }

    private async Task DrainAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromSeconds(1);
        while (true)
        {
            try
            {
                var version = await lanes.VersionAsync(hold.Lease, cancellationToken);
                await work.DrainAsync(hold, cancellationToken);
                if (hold.ShouldYield)
                {
                    await lanes.HandBackAsync(hold.Lease, cancellationToken);
                    return;
                }

                if (await lanes.ReleaseAsync(hold.Lease, version, cancellationToken))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await TryHandBackAsync(hold.Lease);
                return;
            }
            catch (LeaseLostException)
            {
                Log.LeaseLost(logger, hold.Lease.Key);
                return;
            }
            catch (Exception exception)
            {
                Log.LaneFailed(logger, exception, hold.Lease.Key, delay);
                await hold.WaitAsync(delay, CancellationToken.None);
                if (hold.ShouldYield)
                {
                    await TryHandBackAsync(hold.Lease);
                    return;
                }

                delay = TimeSpan.FromSeconds(Math.Min(60, delay.TotalSeconds * 2));
            }
        }
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
