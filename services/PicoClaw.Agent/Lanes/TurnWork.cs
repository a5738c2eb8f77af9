using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Has a turn answered, until it is or somebody stops it; people are told when that takes longer.</summary>
internal sealed class TurnWork(TurnStore turns, TurnAnswerer answerer, WorkInterrupter interrupter, LongTurnNote note)
{
    public async Task<TurnResult> RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var noting = note.RunAsync(hold, turn, answered.Token, cancellationToken);
        try
        {
            var (isStopped, outcome) = await interrupter.RunAsync(
                hold, cancel => answerer.AnswerAsync(hold, turn, cancel), cancel => turns.IsStoppedAsync(turn, cancel), cancellationToken);
            await answered.CancelAsync();
            return new TurnResult(isStopped, outcome, NoteMayWait: !await noting);
        }
        finally
        {
            await answered.CancelAsync();
            await noting;
        }
    }
}
