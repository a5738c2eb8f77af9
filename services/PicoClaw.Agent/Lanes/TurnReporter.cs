namespace PicoClaw.Agent.Conversations;

/// <summary>One line for each turn that has ended, with nothing in it of what was said.</summary>
internal sealed class TurnLog(TimeProvider time, ILogger<TurnLog> logger)
{
    /// <summary>What <see cref="Ended"/> wants to know of the start.</summary>
    public long Begin() => time.GetTimestamp();

    public TimeSpan Since(long begun) => time.GetElapsedTime(begun);

    public void Ended(string conversation, Turn turn, TurnOutcome outcome, long begun)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var calls = turn.Calls.Calls;
        Log.TurnEnded(
            logger,
            Word(outcome.Status),
            OneLine.Of(conversation),
            OneLine.Of(string.Join(", ", turn.Messages.Select(message => message.Sender.Id).Distinct(StringComparer.Ordinal))),
            Since(begun).TotalSeconds,
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
