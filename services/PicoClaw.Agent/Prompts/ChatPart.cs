using PicoClaw.Contracts;

namespace PicoClaw.Agent.Prompts;

internal sealed class ChatPart : IPromptPart
{
    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        var conversation = context.Conversation;
        var chat = conversation.Kind == ConversationKind.Group
            ? $"This is the group chat {PromptNames.Quoted(conversation.Title ?? "unnamed")}. "
                + "Each message starts with its speaker's name and a colon; all that follows is said by that person."
            : "This is a direct chat with one person.";
        return Task.FromResult<string?>($"## Chat\nChannel: {conversation.Channel}. {chat}");
    }
}
