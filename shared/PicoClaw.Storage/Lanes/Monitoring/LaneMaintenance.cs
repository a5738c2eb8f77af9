using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>Sees to the lanes that nobody works in: cuts what a clock that ran ahead has written, counts those with work, and finds those that have failed for minutes.</summary>
internal sealed class LaneMaintenance(LaneTable lanes, LaneStatus board, TimeSpan interval, TimeProvider time, ILogger<LaneMaintenance> logger) : BackgroundService
{
    /// <summary>So long a lane may fail before it is called stuck.</summary>
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
            if (await lanes.CutAsync(cancellationToken) is > 0 and var cut)
            {
                Log.LanesCut(logger, cut);
            }

            board.Waiting = await lanes.WaitingAsync(cancellationToken);
            board.Stuck = await lanes.StuckAsync(Patience, MostNamed, cancellationToken);
            _fault.Clear();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, _fault, "Seeing to lanes that wait", exception);
        }
    }
}
