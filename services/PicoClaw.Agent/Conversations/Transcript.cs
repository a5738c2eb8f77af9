using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

internal static class Transcript
{
    /// <summary>A message as the model is told it; in a group with its speaker, so that people are not mixed up.</summary>
    public static HistoryEntry Of(MessageReceived message)
    {
        var text = message.Quote?.Text is { Length: > 0 } quoted ? $"> {quoted.ReplaceLineEndings("\n> ")}\n\n{message.Text}" : message.Text;
        return new HistoryEntry(
            HistoryEntry.User,
            message.Conversation.Kind == ConversationKind.Group ? $"{message.Sender.DisplayName ?? message.Sender.Id}: {text}" : text);
    }
}
