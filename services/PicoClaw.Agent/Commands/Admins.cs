using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

/// <summary>Who may change what concerns others.</summary>
internal sealed class Admins(IOptions<CommandOptions> options, IOptions<SessionScopeOptions> session)
{
    /// <summary>Everyone what is their own; administrators also what a group shares.</summary>
    public bool MayChange(MessageReceived message) =>
        message.Conversation.Kind == ConversationKind.Direct || session.Value.IsPerSender || message.Sender.IsAdmin || IsNamed(message);

    private bool IsNamed(MessageReceived message) => options.Value.Admins.Exists(admin =>
        admin == "*" || admin == message.Sender.Id || string.Equals(admin, $"{message.Conversation.Channel}:{message.Sender.Id}", StringComparison.OrdinalIgnoreCase));
}
