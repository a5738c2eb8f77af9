using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Ingress.Filters;

/// <summary>What the bot answers: not itself, nothing empty, in groups what triggers it, only people on the list.</summary>
internal sealed class MessageFilter(AccountOptions account)
{
    private readonly GroupTrigger _trigger = new(account.GroupTrigger);
    private readonly AllowList _allowed = new(account.AllowFrom);

    public bool Admits(BotMessage heard, MessageReceived message, [NotNullWhen(true)] out MessageReceived? admitted, [NotNullWhen(false)] out string? reason)
    {
        admitted = null;
        var text = message.Conversation.Kind == ConversationKind.Group ? _trigger.Apply(message.Text, message.Mentioned) : message.Text;
        reason = heard.ChatbotUserId is { Length: > 0 } self && heard.SenderId == self ? "self"
            : message.Text.Length == 0 ? "empty"
            : text is null ? "group trigger"
            : !_allowed.Contains(message.Sender.Id) ? "allow list"
            : text.Length == 0 ? "empty"
            : null;
        if (reason is not null)
        {
            return false;
        }

        admitted = message with { Text = text! };
        return true;
    }
}
