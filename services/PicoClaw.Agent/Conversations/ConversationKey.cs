using Microsoft.Extensions.Options;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>Which lane a message belongs to.</summary>
internal sealed class ConversationKey(IOptions<SessionScopeOptions> options)
{
    /// <summary>The conversation's; in groups the sender's own in it, where sessions are per sender.</summary>
    public string Of(MessageReceived message) =>
        options.Value.IsPerSender && message.Conversation.Kind == ConversationKind.Group
            ? $"{Of(message.Conversation)}#{Uri.EscapeDataString(message.Sender.Id)}"
            : Of(message.Conversation);

    /// <summary>Channel and account hold no colon, so the id may hold anything.</summary>
    public static string Of(Conversation conversation) => $"{conversation.Channel}:{conversation.Account}:{conversation.Id}";
}
