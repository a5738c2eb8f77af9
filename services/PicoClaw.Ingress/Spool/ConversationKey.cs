using PicoClaw.Contracts;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

internal readonly record struct ConversationKey(string Account, string Id)
{
    /// <summary>The presses on a reply follow each other; their order among messages does not matter.</summary>
    public static ConversationKey Of(SpooledMessage spooled) =>
        spooled.Action is { } action ? new(action.Account, $"reply {action.ReplyId:N}") : Of(spooled.Message!);

    public static ConversationKey Of(MessageReceived message) => new(message.Conversation.Account, message.Conversation.Id);
}
