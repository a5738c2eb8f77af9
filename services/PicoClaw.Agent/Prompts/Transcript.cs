using System.Globalization;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Prompts;

internal static class Transcript
{
    private const int MaxQuoteLength = 4000;

    /// <summary>
    /// A message as the model is told it: in a group with its speaker, so that people are not confused; with a mark at the place of each picture and
    /// file, whose content follows apart.
    /// </summary>
    public static HistoryEntry Of(MessageReceived message)
    {
        var parts = Parts(message.Quote?.Attachments ?? [], 0);
        IReadOnlyList<AttachmentPart> own = Parts(message.Attachments, parts.Count);
        var quote = Quoted(message.Quote, parts);
        var attached = UnsupportedContent.ForModel(message.Attachments, message.Unreadable);
        var note = attached.Length > 0 ? $"[It came with {attached}, which you cannot open.]" : "";
        var text = string.Join("\n\n", new[] { quote, Marked(message.Text, own), note }.Where(part => part.Length > 0));
        var isGroup = message.Conversation.Kind == ConversationKind.Group;
        var words = new TextPart(isGroup ? $"{PromptNames.Speaker(message.Sender)}: {text}" : text);
        return new HistoryEntry(HistoryEntry.User, [words, .. parts, .. own]);
    }

    /// <summary>What a schedule asks for or sends: no person has said it.</summary>
    public static HistoryEntry Of(ScheduledRun run, string text)
    {
        var maker = run.MadeBy is { } name ? PromptNames.Quoted(name) : "the bot's administrator";
        var late = run.IsLate ? $" It is late: it was due at {run.DueText}." : "";
        var what = run.IsPrompt ? "Carry out what follows." : "You sent what follows.";
        return new HistoryEntry(HistoryEntry.User, $"[Nobody wrote this: a schedule that {maker} made has run.{late} {what}]\n\n{text}");
    }

    /// <summary>Such as <c>file 2 "plan.pdf"</c>.</summary>
    public static string Name(AttachmentPart part)
    {
        var number = part.Number.ToString(CultureInfo.InvariantCulture);
        var kind = part.Attachment.Kind == AttachmentKind.Image ? "picture" : "file";
        return CleanFileName.Of(part.Attachment.FileName) is { } name ? $"{kind} {number} {PromptNames.Quoted(name)}" : $"{kind} {number}";
    }

    private static IReadOnlyList<AttachmentPart> Parts(IReadOnlyList<Attachment> attachments, int before) =>
        [.. attachments.Where(MessageContent.IsOpened).Select((one, index) => new AttachmentPart(one, before + index + 1))];

    /// <summary>The text with a mark for each part: where it was shown, else after it.</summary>
    private static string Marked(string text, IReadOnlyList<AttachmentPart> parts)
    {
        var marked = text;
        foreach (var part in parts.Where(part => part.Attachment.At is not null).Reverse())
        {
            var at = Math.Clamp(part.Attachment.At!.Value, 0, text.Length);
            at -= at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? 1 : 0;
            marked = marked.Insert(at, $"[{Name(part)}]");
        }

        var others = string.Join(' ', parts.Where(part => part.Attachment.At is null).Select(part => $"[{Name(part)}]"));
        return string.Join("\n\n", new[] { marked, others }.Where(line => line.Length > 0));
    }

    private static string Quoted(Quote? quote, IReadOnlyList<AttachmentPart> parts)
    {
        if (quote is null)
        {
            return "";
        }

        var attached = UnsupportedContent.ForModel(quote.Attachments, quote.Unreadable);
        var lines = new[] { Marked(Bounded(quote.Text ?? ""), parts), attached.Length > 0 ? $"[{attached}, which you cannot open]" : "" }
            .Where(line => line.Length > 0)
            .DefaultIfEmpty("[an earlier message, which you are not shown]");
        var speaker = quote.IsOwn ? "You: " : quote.Sender is { } sender ? $"{PromptNames.Speaker(sender)}: " : "";

        // What is said in the lines that follow is that person's too, whatever they look like.
        return $"> {speaker}{string.Join('\n', lines).ReplaceLineEndings(speaker.Length > 0 ? "\n>   " : "\n> ")}";
    }

    private static string Bounded(string text) => text.Length <= MaxQuoteLength ? text : CleanText.Cut(text, MaxQuoteLength) + "…";
}
