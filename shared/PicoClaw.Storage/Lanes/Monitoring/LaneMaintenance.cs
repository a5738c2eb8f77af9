using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>
/// Looks after the lanes that have no holder: corrects times written by a clock that ran ahead, counts lanes with work, and finds lanes that
/// have failed for minutes.
/// </summary>
internal sealed class LaneMaintenance(
    LaneTable lanes, LaneStatus status, TimeSpan interval, TimeProvider time, ILogger<LaneMaintenance> logger)
    : IntervalService(interval, runsAtStart: true, time)
{
    /// <summary>How long a lane may fail before it counts as stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int MostNamed = 5;

    private readonly StoreFault _fault = new();

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await lanes.CorrectClockAsync(cancellationToken) is > 0 and var corrected)
        {
            Log.LanesCorrected(logger, corrected);
        }

        status.Waiting = await lanes.WaitingAsync(cancellationToken);
        status.Stuck = await lanes.StuckAsync(Patience, MostNamed, cancellationToken);
        _fault.Clear();
    }

    protected override void OnFailed(Exception exception) => Log.Failed(logger, _fault, "Looking after waiting lanes", exception);
}
