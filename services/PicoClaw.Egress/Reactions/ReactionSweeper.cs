using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Reactions;

/// <summary>Finds the reactions whose reply never came, and has a holder of their account take them back.</summary>
internal sealed class ReactionSweeper(
    ReactionTable table, [FromKeyedServices(EgressService.Name)] LaneSignal signal, TimeProvider time, ILogger<ReactionSweeper> logger)
    : IntervalService(TimeSpan.FromMinutes(1), runsAtStart: true, time)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await table.WakeOverdueAsync(cancellationToken))
        {
            signal.Wake(key);
        }
    }

    protected override void OnFailed(Exception exception) => Log.ReactionsNotSwept(logger, exception.Message);
}
