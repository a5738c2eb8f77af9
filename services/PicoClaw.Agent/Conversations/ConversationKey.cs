using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

/// <summary>The key of the lane that a message belongs to.</summary>
internal sealed class ConversationKey(IOptions<SessionScopeOptions> options)
{
    /// <summary>One per conversation; in groups one per sender where sessions are per sender.</summary>
    public string Of(MessageReceived message) =>
        options.Value.IsPerSender && message.Conversation.Kind == ConversationKind.Group
            ? StoreKey.Of($"{Whole(message.Conversation)}#{Uri.EscapeDataString(message.Sender.Id)}")
            : Of(message.Conversation);

    public static string Of(Conversation conversation) => StoreKey.Of(Whole(conversation));

    // Channel and account hold no colon, so the id may hold anything.
    private static string Whole(Conversation conversation) => $"{conversation.Channel}:{conversation.Account}:{conversation.Id}";
}
