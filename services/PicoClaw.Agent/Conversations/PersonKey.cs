using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

/// <summary>The key of a person within an account.</summary>
internal static class PersonKey
{
    public static string Of(MessageReceived message) => Of(message.Conversation, message.Sender.Id);

    public static string Of(Conversation conversation, string id) => StoreKey.Of($"{conversation.Channel}:{conversation.Account}:{id}");

    /// <summary>Whose direct conversation it is; null in a group, or when nobody wrote the message.</summary>
    public static string? OfDirect(MessageReceived message) =>
        message.Conversation.Kind == ConversationKind.Direct && message.Sender.Id.Length > 0 ? Of(message) : null;
}
