using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Takes a started turn to its end: answered, failed or stopped.</summary>
internal sealed class TurnRunner(TurnStore turns, TurnEnd end, TurnAnswerer answerer, Watch watch, TimeProvider time)
{
    private static readonly TimeSpan UncountPatience = TimeSpan.FromSeconds(1);

    public async Task RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var (isStopped, outcome) = turn.IsStopped ? (true, null) : await AnswerAsync(hold, turn, cancellationToken);
        if (isStopped || (outcome is not null && !await end.CommitAsync(hold.Lease, turn, outcome, cancellationToken)))
        {
            await end.CommitAsync(hold.Lease, turn, answerer.Cancelled(turn), cancellationToken);
        }
    }

    private async Task<(bool IsStopped, TurnOutcome? Outcome)> AnswerAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.RunAsync(
                hold, cancel => answerer.AnswerAsync(hold, turn, cancel), cancel => turns.IsStoppedAsync(turn, cancel), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && hold.ShouldYield)
        {
            await TryUncountAsync(hold.Lease, turn);
            throw;
        }
    }

    private async Task TryUncountAsync(LaneLease lease, Turn turn)
    {
        using var patience = new CancellationTokenSource(UncountPatience, time);
        try
        {
            await turns.UncountAsync(lease, turn, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or LeaseLostException)
        {
            // The store is away or the lane is somebody else's: the start stays counted.
        }
    }
}
