using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Answers;

/// <summary>The outcomes of turns that got no answer: what the user is told, and what the model may know of them later.</summary>
internal sealed class FailureOutcomes(ModelFailures failures, Live<ConversationOptions> options, ILogger<FailureOutcomes> logger)
{
    // What may have passed by the time that somebody asks again. A message that ended the process would do it again.
    private static readonly Phrase[] Passing = [Phrases.Failed, Phrases.Unavailable, Phrases.TimedOut];

    /// <summary>What people have read of the answer stays.</summary>
    public static TurnOutcome Cancelled(TurnStart start)
    {
        var sentence = Phrases.Stopped.In(start.Language);
        var shown = CleanText.Of(start.Turn.Shown ?? "").Trim();
        return TurnOutcome.Cancelled(shown.Length > 0 ? new Answer(shown, IsCut: true).With(sentence) : sentence) with { History = start.Said };
    }

    /// <summary>Its people have asked too much; the model never hears of it.</summary>
    public TurnOutcome Limited(TurnStart start, TimeSpan wait) => TurnOutcome.Answered(
        Phrases.TooManyTurns.In(start.Language, options.Value.TurnsPerMinute, Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))));

    /// <summary>An earlier start ran a tool, which must not run twice.</summary>
    public TurnOutcome InterruptedAfterTool(TurnStart start)
    {
        Log.NotRepeated(logger, start.Turn.Id);
        return Unfinished(start, "ended after a tool was started; not begun again", isTold: true);
    }

    /// <summary>No start is left.</summary>
    public TurnOutcome Abandoned(TurnStart start)
    {
        Log.TurnGivenUp(logger, start.Turn.Id, Turn.MaxAttempts);
        return Failed(start, Phrases.Failed, $"started {Turn.MaxAttempts} times and never finished", isTold: false);
    }

    /// <summary>Null when the turn must be started again.</summary>
    public TurnOutcome? Of(TurnStart start, Exception exception, bool isLate)
    {
        var turn = start.Turn;
        var reason = isLate ? $"no answer within {options.Value.TurnTimeout} seconds" : failures.Describe(exception);
        failures.Trace(logger, exception);
        if (Ending(turn, exception, isLate) is not var (phrase, isTold))
        {
            Log.StartFailed(logger, turn.Id, turn.Attempt, Turn.MaxAttempts, reason);
            return null;
        }

        Log.TurnFailed(logger, turn.Id, reason);
        return turn.Calls.ToolsStarted ? Unfinished(start, reason, isTold)
            : Passing.Contains(phrase) && turn.Schedule is null
            ? Failed(start, phrase, reason, isTold) with { Actions = [ReplyActions.Retry(start.Language)] }
            : Failed(start, phrase, reason, isTold);
    }

    /// <summary>What the user is told, and whether the model may know of the turn; null when it must be started again.</summary>
    private static (Phrase Phrase, bool IsTold)? Ending(Turn turn, Exception exception, bool isLate) => exception switch
    {
        _ when isLate => (Phrases.TimedOut, true),
        ContextTooLongException => (Phrases.TooLong, false),

        // The pipeline of the models has tried everything already.
        ModelsUnavailableException unavailable => OfModels(unavailable.Fault),
        _ when turn.Calls.ToolsStarted || turn.Attempt == Turn.MaxAttempts => (Phrases.Failed, false),
        _ => null,
    };

    // Refused content would be refused again in every later turn, so the model does not see it.
    private static (Phrase Phrase, bool IsTold) OfModels(ModelFault fault) => fault switch
    {
        ModelFault.Refused => (Phrases.Refused, false),
        ModelFault.Rejected => (Phrases.NotAccepted, false),
        ModelFault.CutOff => (Phrases.CutOff, true),
        ModelFault.Misconfigured => (Phrases.NeedsAdministrator, true),
        _ => (Phrases.Unavailable, true),
    };

    /// <summary>The model is told that tools were used, so that a user may ask what was done.</summary>
    private static TurnOutcome Unfinished(TurnStart start, string error, bool isTold)
    {
        var failed = Failed(start, Phrases.Unfinished, error, isTold);
        return failed.History.Count == 0
            ? failed
            : failed with { History = [.. failed.History, new HistoryEntry(HistoryEntry.Assistant, Phrases.Unfinished.In(start.Language))] };
    }

    /// <summary>What the user said stays in the history; what would break every later turn too is kept from the model.</summary>
    private static TurnOutcome Failed(TurnStart start, Phrase phrase, string error, bool isTold) =>
        TurnOutcome.Failed(Words(start, phrase), error) with { History = start.Said, IsTold = isTold };

    // Nobody has just asked, so people are told what it is about.
    private static string Words(TurnStart start, Phrase phrase) => start.Turn.Schedule is null
        ? phrase.In(start.Language)
        : $"{Phrases.ScheduleFailed.In(start.Language, ScheduleWords.Excerpt(start.Turn.Messages[0].Text))}\n\n{phrase.In(start.Language)}";
}
