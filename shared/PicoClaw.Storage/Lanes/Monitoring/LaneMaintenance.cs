using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>
/// Looks after the lanes that have no holder: corrects times written by a clock that ran ahead, counts lanes with work, and finds lanes that
/// have failed for minutes.
/// </summary>
internal sealed class LaneMaintenance(
    LaneTable lanes, LaneStatus status, TimeSpan interval, TimeProvider time, ILogger<LaneMaintenance> logger) : BackgroundService
{
    /// <summary>How long a lane may fail before it counts as stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int MostNamed = 5;

    private readonly StoreFault _fault = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                await RunOnceAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await lanes.CorrectClockAsync(cancellationToken) is > 0 and var corrected)
            {
                Log.LanesCorrected(logger, corrected);
            }

            status.Waiting = await lanes.WaitingAsync(cancellationToken);
            status.Stuck = await lanes.StuckAsync(Patience, MostNamed, cancellationToken);
            _fault.Clear();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, _fault, "Looking after waiting lanes", exception);
        }
    }
}
