using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>Finds the cards that nobody finished, such as those of a process that was killed, and has a holder of their account close them.</summary>
internal sealed class CardSweeper(
    CardTable table, [FromKeyedServices(EgressService.Name)] LaneSignal signal, TimeProvider time, ILogger<CardSweeper> logger)
    : IntervalService(TimeSpan.FromMinutes(1), runsAtStart: true, time)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await table.WakeOverdueAsync(cancellationToken))
        {
            signal.Wake(key);
        }
    }

    protected override void OnFailed(Exception exception) => Log.CardsNotSwept(logger, exception.Message);
}
