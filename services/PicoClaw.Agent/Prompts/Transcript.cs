using PicoClaw.Agent.History;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Prompts;

internal static class Transcript
{
    private const int MaxQuoteLength = 4000;

    /// <summary>A message as the model is told it; in a group with its speaker, so that people are not confused.</summary>
    public static HistoryEntry Of(MessageReceived message)
    {
        var attached = UnsupportedContent.ForModel(message.Attachments, message.Unreadable);
        var note = attached.Length > 0 ? $"[It came with {attached}, which you cannot open.]" : "";
        var text = string.Join("\n\n", new[] { Quoted(message.Quote), message.Text, note }.Where(part => part.Length > 0));
        var isGroup = message.Conversation.Kind == ConversationKind.Group;
        return new HistoryEntry(HistoryEntry.User, isGroup ? $"{PromptNames.Speaker(message.Sender)}: {text}" : text);
    }

    /// <summary>What a schedule asks for or sends: no person has said it.</summary>
    public static HistoryEntry Of(ScheduledRun run, string text)
    {
        var maker = run.MadeBy is { } name ? PromptNames.Quoted(name) : "the bot's administrator";
        var late = run.IsLate ? $" It is late: it was due at {run.DueText}." : "";
        var what = run.IsPrompt ? "Carry out what follows." : "You sent what follows.";
        return new HistoryEntry(HistoryEntry.User, $"[Nobody wrote this: a schedule that {maker} made has run.{late} {what}]\n\n{text}");
    }

    private static string Quoted(Quote? quote)
    {
        if (quote is null)
        {
            return "";
        }

        var attached = UnsupportedContent.ForModel(quote.Attachments, quote.Unreadable);
        var lines = new[] { Bounded(quote.Text ?? ""), attached.Length > 0 ? $"[{attached}, which you cannot open]" : "" }
            .Where(line => line.Length > 0)
            .DefaultIfEmpty("[an earlier message, which you are not shown]");
        return $"> {string.Join('\n', lines).ReplaceLineEndings("\n> ")}";
    }

    private static string Bounded(string text) => text.Length <= MaxQuoteLength ? text : CleanText.Cut(text, MaxQuoteLength) + "…";
}
