using System.Threading.Channels;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Has a turn answered, until it is or somebody stops it; beside it, people are told what they have to know before.</summary>
internal sealed class TurnWork(TurnStore turns, TurnAnswerer answerer, WorkInterrupter interrupter, TurnAsides asides)
{
    public async Task<TurnResult> RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // One pending sign is as good as many.
        var stopsWait = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var talking = asides.RunAsync(hold, turn, stopsWait.Reader, answered.Token, cancellationToken);
        try
        {
            var (isStopped, outcome) = await interrupter.RunAsync(
                hold, cancel => answerer.AnswerAsync(hold, turn, cancel), IsStoppedAsync, cancellationToken);
            await answered.CancelAsync();
            return new TurnResult(isStopped, outcome, AsidesMayWait: !await talking);
        }
        finally
        {
            await answered.CancelAsync();
            await talking;
        }

        async Task<bool> IsStoppedAsync(CancellationToken cancel)
        {
            var (isStopped, othersWait) = await turns.SeeStopsAsync(turn, cancel);
            if (othersWait)
            {
                stopsWait.Writer.TryWrite(true);
            }

            return isStopped;
        }
    }
}
