using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Ingress.Filters;

/// <summary>
/// Decides which messages the bot answers: not its own, none that are empty, in groups those that trigger it, and only from people on the allow list.
/// A mention without text asks for an answer too.
/// </summary>
internal sealed class MessageFilter(AccountOptions account)
{
    public const string NotAllowed = "allow list";

    private readonly GroupTrigger _trigger = new(account.GroupTrigger);
    private readonly AllowList _allowed = new(account.AllowFrom);

    public bool Admits(
        BotMessage heard, MessageReceived message, [NotNullWhen(true)] out MessageReceived? admitted, [NotNullWhen(false)] out string? reason)
    {
        admitted = null;
        var isGroup = message.Conversation.Kind == ConversationKind.Group;
        var isMentioned = isGroup && message.Mentioned;
        var text = isGroup ? _trigger.Apply(message.Text, message.Mentioned) : message.Text;
        reason = heard.ChatbotUserId is { Length: > 0 } self && heard.SenderId == self ? "self"
            : !isMentioned && IsEmpty(message, message.Text) ? "empty"
            : text is null || (isGroup && !isMentioned && message.Text.Length == 0) ? "group trigger"
            : !IsAllowed(message) && !OwnId.IsAskedFor(text) ? NotAllowed
            : !isMentioned && IsEmpty(message, text) ? "empty"
            : null;
        if (reason is not null)
        {
            return false;
        }

        admitted = message with { Text = text! };
        return true;
    }

    public bool IsAllowed(MessageReceived message) => _allowed.Contains(message.Sender.Id);

    private static bool IsEmpty(MessageReceived message, string text) =>
        text.Length == 0 && message.Attachments.Count == 0 && message.Unreadable is null && message.Quote is null;
}
