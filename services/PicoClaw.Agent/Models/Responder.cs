using Microsoft.Extensions.AI;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Models;

/// <summary>Asks the model for the answer to a turn.</summary>
internal sealed class Responder(IChatClient model, ChatOptions options)
{
    public async Task<string> AnswerAsync(
        Conversation conversation, IReadOnlyList<HistoryEntry> history, IReadOnlyList<HistoryEntry> said, CancellationToken cancellationToken)
    {
        IEnumerable<ChatMessage> prompt = [new(ChatRole.System, SystemPrompt(conversation)), .. history.Concat(said).Select(Message)];
        var response = await model.GetResponseAsync(prompt, options, cancellationToken);
        return response.Text.Trim() is { Length: > 0 } text ? text : throw new InvalidOperationException("The model answered with no text.");
    }

    private static ChatMessage Message(HistoryEntry entry) =>
        new(entry.Role == HistoryEntry.Assistant ? ChatRole.Assistant : ChatRole.User, entry.Text);

    private static string SystemPrompt(Conversation conversation) =>
        "You are PicoClaw, a helpful assistant in a company's chat. Answer in the language of the last message, in Markdown, and to the point."
        + (conversation.Kind == ConversationKind.Group ? $" This is the group chat \"{conversation.Title ?? "unnamed"}\"; each message starts with its speaker's name." : "");
}
