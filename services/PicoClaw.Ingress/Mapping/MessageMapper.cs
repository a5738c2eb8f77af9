using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Ingress.Mapping;

/// <summary>Maps DingTalk's message to the contract.</summary>
internal static class MessageMapper
{
    public const string Channel = "dingtalk";

    public static bool TryMap(
        BotMessage heard,
        string account,
        string robotCode,
        DateTimeOffset now,
        [NotNullWhen(true)] out MessageReceived? message,
        [NotNullWhen(false)] out string? problem)
    {
        message = null;
        var sender = FirstWithText(heard.SenderStaffId, heard.SenderId);
        var conversation = FirstWithText(heard.ConversationId, heard.IsGroup ? null : sender);
        problem = sender is null ? "it names no sender"
            : conversation is null ? "it names no conversation"
            : heard.MessageId.Length == 0 ? "it has no message id"
            : null;
        if (problem is not null)
        {
            return false;
        }

        var content = HeardContent.Of(heard.Content);
        message = new MessageReceived
        {
            Id = DeterministicId.From(Channel, account, heard.MessageId),
            PlatformMessageId = heard.MessageId,
            Conversation = new Conversation
            {
                Channel = Channel,
                Account = account,
                Id = conversation!,
                Kind = heard.IsGroup ? ConversationKind.Group : ConversationKind.Direct,
                Title = heard.ConversationTitle,
            },
            Sender = new Sender { Id = sender!, DisplayName = heard.SenderNick, IsAdmin = heard.IsAdmin },
            Text = Text(heard),
            Attachments = content.Attachments,
            Unreadable = content.Unreadable,
            Quote = heard.Quote is { } quote ? Quoted(quote) : null,
            Mentioned = heard.IsInAtList,
            SentAt = heard.CreatedAt ?? now,
            ReceivedAt = now,
            ReplyRoute = new ReplyRoute { Address = ReplyTarget.From(heard, robotCode).Serialize(), ExpiresAt = heard.SessionWebhookExpiresAt },
        }.Cleaned();
        return true;
    }

    private static string Text(BotMessage heard)
    {
        var content = heard.IsGroup && heard.Content is RichTextContent rich ? BotMention.Remove(rich, heard) : heard.Content;
        var text = CleanText.Of(content.PlainText);
        return VisibleText.Trim(heard.IsGroup && content is not RichTextContent ? BotMention.Remove(text, heard) : text);
    }

    private static Contracts.Quote Quoted(DingTalk.Stream.Protocol.Quote quote)
    {
        var content = HeardContent.Of(quote.Content);
        return new Contracts.Quote
        {
            MessageId = quote.MessageId,
            Text = VisibleText.Trim(quote.Text) is { Length: > 0 } text ? text : null,
            Attachments = content.Attachments,
            Unreadable = content.Unreadable,
        };
    }

    private static string? FirstWithText(string? first, string? second) =>
        !string.IsNullOrWhiteSpace(first) ? first : !string.IsNullOrWhiteSpace(second) ? second : null;
}
