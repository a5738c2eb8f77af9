using PicoClaw.Contracts;

namespace PicoClaw.Ingress.Spool;

internal readonly record struct ConversationKey(string Account, string Id)
{
    public static ConversationKey Of(MessageReceived message) => new(message.Conversation.Account, message.Conversation.Id);
}
