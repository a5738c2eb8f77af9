using System.Data.Common;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Takes a started turn to its end: answered, failed or stopped.</summary>
internal sealed class TurnRunner(
    TurnWork work,
    TurnAnswerer answerer,
    OutcomeCommitter committer,
    LostStarts lostStarts,
    AnswersInProgress answers,
    TurnReporter reporter)
{
    /// <summary>Null when the turn must be started again.</summary>
    public async Task<EndedTurn?> RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        using var answer = answers.Begin();
        using var report = reporter.Begin(hold.Lease.Key, turn);
        try
        {
            var ended = await RunToEndAsync(hold, turn, cancellationToken);
            if (ended is not null)
            {
                report.Ended(ended.Outcome);
            }

            return ended;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested || exception is LeaseLostException or DbException)
        {
            // The store, the lease or the process went away. That says nothing against the message, so the start does not count.
            lostStarts.Add(turn);
            throw;
        }
    }

    private async Task<EndedTurn?> RunToEndAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var (isStopped, outcome, asidesMayWait) = turn.IsStopped ? new TurnResult(IsStopped: true, null, AsidesMayWait: false)
            : committer.TryTakeUncommitted(turn, out var uncommitted) ? new TurnResult(IsStopped: false, uncommitted, AsidesMayWait: false)
            : await work.RunAsync(hold, turn, cancellationToken);
        if (!isStopped && outcome is null)
        {
            return null;
        }

        if (outcome is not null && await committer.CommitOrKeepAsync(hold, turn, outcome) is { } reply)
        {
            return new EndedTurn(outcome, reply, asidesMayWait);
        }

        var cancelled = await answerer.CancelledAsync(hold, turn, hold.Aborted);
        return await committer.CommitAsync(hold.Lease, turn, cancelled, hold.Aborted) is { } told
            ? new EndedTurn(cancelled, told, asidesMayWait)
            : null;
    }
}
