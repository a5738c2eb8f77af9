using PicoClaw.Agent.History;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Answers;

/// <summary>What the turns of schedules say.</summary>
internal static class ScheduledReply
{
    /// <summary>No model is asked. The configuration's text is sent as it is; a person's is called a reminder, for it is not the bot who says it.</summary>
    public static TurnOutcome OfText(TurnStart start, ScheduledRun run)
    {
        var text = start.Turn.Messages[0].Text;
        var reply = run.MadeBy is null ? text : Phrases.Reminder.In(start.Language, text);
        return TurnOutcome.Answered(reply) with { History = [.. start.Said, new HistoryEntry(HistoryEntry.Assistant, reply)] };
    }

    /// <summary>A run that was missed says so to the people, whatever the model wrote.</summary>
    public static TurnOutcome Marked(TurnOutcome outcome, ScheduledRun run, Language language) =>
        run.IsLate && outcome.Reply is MarkdownContent { Text: var text }
            ? outcome with { Reply = new MarkdownContent { Text = $"{text}\n\n{Phrases.ScheduledLate.In(language, run.DueText)}" } }
            : outcome;
}
