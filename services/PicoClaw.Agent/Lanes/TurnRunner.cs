using System.Data.Common;
using System.Diagnostics;
using PicoClaw.Hosting;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Takes a started turn to its end: answered, failed or stopped.</summary>
internal sealed class TurnRunner(TurnStore turns, TurnEnd end, TurnAnswerer answerer, Watch watch, LostStarts lostStarts, OutcomesInHand inHand, AnswersInProgress answers, AgentMetrics metrics, TurnLog log)
{
    public async Task RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        using var answer = answers.Begin();
        using var trace = AgentTrace.Start(turn);
        try
        {
            await RunToEndAsync(hold, turn, trace, cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested || exception is LeaseLostException or DbException)
        {
            // The store, the lease or the process went away. That says nothing against the message, so the start does not count.
            lostStarts.Add(turn);
            throw;
        }
    }

    private async Task RunToEndAsync(LaneHold hold, Turn turn, Activity? trace, CancellationToken cancellationToken)
    {
        var begun = log.Begin();
        metrics.Started(turn);
        var (isStopped, outcome) = turn.IsStopped ? (true, null)
            : inHand.TryTake(turn, out var kept) ? (false, kept)
            : await watch.RunAsync(hold, cancel => answerer.AnswerAsync(hold, turn, cancel), cancel => turns.IsStoppedAsync(turn, cancel), cancellationToken);
        if (isStopped || (outcome is not null && !await CommitAsync(hold, turn, outcome)))
        {
            outcome = await answerer.CancelledAsync(hold, turn, hold.Aborted);
            await end.CommitAsync(hold.Lease, turn, outcome, hold.Aborted);
        }

        if (outcome is not null)
        {
            AgentTrace.Ended(trace, outcome);
            metrics.Ended(outcome, log.Since(begun));
            log.Ended(hold.Lease.Key, turn, outcome, begun);
        }
    }

    // Waits for the store beyond the lease: the commit is guarded by the lease's token, so it succeeds only if nobody has taken the lane.
    private async Task<bool> CommitAsync(LaneHold hold, Turn turn, TurnOutcome outcome)
    {
        try
        {
            return await end.CommitAsync(hold.Lease, turn, outcome, hold.Aborted);
        }
        catch
        {
            inHand.Keep(turn, outcome);
            throw;
        }
    }
}
