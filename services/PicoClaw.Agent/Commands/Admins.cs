using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Commands;

/// <summary>Decides who may change a conversation.</summary>
internal sealed class Admins(Live<CommandOptions> options, IOptions<SessionScopeOptions> session)
{
    /// <summary>Anyone may change their own conversation; only administrators may change a group's.</summary>
    public bool MayChange(MessageReceived message) =>
        message.Conversation.Kind == ConversationKind.Direct || session.Value.IsPerSender || IsAdmin(message);

    /// <summary>In a direct conversation nobody else has asked; in a group only administrators may stop what others have.</summary>
    public bool MayStopAny(MessageReceived message) => message.Conversation.Kind == ConversationKind.Direct || IsAdmin(message);

    public bool IsAdmin(MessageReceived message) => message.Sender.IsAdmin || IsNamed(message);

    private bool IsNamed(MessageReceived message) => options.Value.Admins.Exists(admin =>
        admin == "*"
        || admin == message.Sender.Id
        || string.Equals(admin, $"{message.Conversation.Channel}:{message.Sender.Id}", StringComparison.OrdinalIgnoreCase));
}
