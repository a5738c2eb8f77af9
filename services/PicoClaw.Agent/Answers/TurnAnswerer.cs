using System.Data.Common;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Turns;
using PicoClaw.Agent.Usage;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>Answers a started turn, within the turn's limit.</summary>
internal sealed class TurnAnswerer(
    TurnBeginner beginner,
    AnswerSource source,
    FailureOutcomes failed,
    UsageStore usage,
    Live<ConversationOptions> options,
    TimeProvider time)
{
    /// <summary>Null when the turn must be started again.</summary>
    public async Task<TurnOutcome?> AnswerAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var start = await beginner.BeginAsync(hold, turn, cancellationToken);
        if (turn.LimitedUntil is { } until)
        {
            return failed.Limited(start, until - time.GetUtcNow());
        }

        if (turn.ToolsStarted)
        {
            return failed.InterruptedAfterTool(start);
        }

        if (turn.Attempt > Turn.MaxAttempts)
        {
            return failed.Abandoned(start);
        }

        TurnOutcome? outcome = null;
        try
        {
            return outcome = await AnswerInTimeAsync(start, cancellationToken);
        }
        finally
        {
            // The calls of an outcome are committed with it.
            await (outcome is null ? usage.TryAddAsync(start.LaneKey, turn.Id, turn.Calls) : Task.CompletedTask);
        }
    }

    public async Task<TurnOutcome> CancelledAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken) =>
        FailureOutcomes.Cancelled(await beginner.BeginAsync(hold, turn, cancellationToken));

    private async Task<TurnOutcome?> AnswerInTimeAsync(TurnStart start, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(options.Value.TurnTimeout), time, cancellationToken);
        try
        {
            return await source.AnswerAsync(start, limit.Token);
        }
        catch (Exception exception) when (exception is not (LeaseLostException or DbException) && !cancellationToken.IsCancellationRequested)
        {
            if (failed.Of(start, exception, limit.HasPassed) is { } outcome)
            {
                return outcome;
            }

            await Task.Delay(TimeSpan.FromSeconds(2 * start.Turn.Attempt), time, cancellationToken);
            return null;
        }
    }
}
