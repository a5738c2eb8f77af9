using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

internal static class Transcript
{
    private const int LongestQuote = 4000;

    /// <summary>A message as the model is told it; in a group with its speaker, so that people are not mixed up.</summary>
    public static HistoryEntry Of(MessageReceived message)
    {
        var attached = Unopened.ForModel(message.Attachments, message.Unreadable);
        var text = string.Join("\n\n", new[] { Quoted(message.Quote), message.Text, attached.Length > 0 ? $"[It came with {attached}, which you cannot open.]" : "" }.Where(part => part.Length > 0));
        return new HistoryEntry(HistoryEntry.User, message.Conversation.Kind == ConversationKind.Group ? $"{Named.Speaker(message.Sender)}: {text}" : text);
    }

    private static string Quoted(Quote? quote)
    {
        if (quote is null)
        {
            return "";
        }

        var unopened = Unopened.ForModel(quote.Attachments, quote.Unreadable);
        var lines = new[] { Bounded(quote.Text ?? ""), unopened.Length > 0 ? $"[{unopened}, which you cannot open]" : "" }.Where(line => line.Length > 0)
            .DefaultIfEmpty("[an earlier message, which you are not shown]");
        return $"> {string.Join('\n', lines).ReplaceLineEndings("\n> ")}";
    }

    private static string Bounded(string text) => text.Length <= LongestQuote ? text : CleanText.Cut(text, LongestQuote) + "…";
}
