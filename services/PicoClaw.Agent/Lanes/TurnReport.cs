using System.Diagnostics;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>The report of one start of a turn, begun when it is made. Without <see cref="Ended"/> the turn is started again.</summary>
internal sealed class TurnReport(string laneKey, Turn turn, AgentMetrics metrics, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly long _begun = time.GetTimestamp();
    private readonly Activity? _trace = AgentTrace.Start(turn.Id, turn.Attempt, [.. turn.Taken.Select(taken => taken.Trace)]);

    public void Ended(TurnOutcome outcome)
    {
        var duration = time.GetElapsedTime(_begun);
        AgentTrace.Ended(_trace, outcome.Status, isFailed: outcome.Status == TurnStatus.Failed);
        metrics.Ended(outcome.Status, duration);
        if (logger.IsEnabled(LogLevel.Information))
        {
            Write(outcome, duration);
        }
    }

    public void Dispose() => _trace?.Dispose();

    private void Write(TurnOutcome outcome, TimeSpan duration)
    {
        var calls = turn.Calls.Calls;
        Log.TurnEnded(
            logger,
            Word(outcome.Status),
            OneLine.Of(laneKey),
            turn.Schedule is null
                ? OneLine.Of(string.Join(", ", turn.Messages.Select(message => message.Sender.Id).Distinct(StringComparer.Ordinal)))
                : "a schedule",
            duration.TotalSeconds,
            turn.Messages.Count,
            calls.Count == 0 ? "without a model" : "by model " + string.Join(", ", calls.Select(call => call.Model).Distinct(StringComparer.Ordinal)),
            calls.Sum(call => call.InputTokens),
            calls.Sum(call => call.OutputTokens));
    }

    private static string Word(string status) => status switch
    {
        TurnStatus.Failed => "Failed",
        TurnStatus.Cancelled => "Stopped",
        _ => "Answered",
    };
}
