using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

internal static class ConversationKey
{
    /// <summary>The lane of a conversation. Channel and account hold no colon, so the id may hold anything.</summary>
    public static string Of(Conversation conversation) => $"{conversation.Channel}:{conversation.Account}:{conversation.Id}";
}
