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
        var shown = Shown(heard, content.Attachments);
        message = new MessageReceived
        {
            Id = DeterministicId.From(Channel, account, heard.MessageId),
            PlatformMessageId = heard.MessageId,
            Conversation = ConversationOf(heard, account, conversation!),
            Sender = new Sender { Id = sender!, DisplayName = heard.SenderNick, IsAdmin = heard.IsAdmin },
            Text = shown.Text,
            Attachments = shown.Attachments,
            Unreadable = content.Unreadable,
            Quote = heard.Quote is { } quote ? Quoted(quote, heard) : null,
            Mentioned = heard.IsInAtList,
            SentAt = heard.CreatedAt ?? now,
            ReceivedAt = now,
            ReplyRoute = new ReplyRoute { Address = ReplyTarget.From(heard, robotCode).Serialize(), ExpiresAt = heard.SessionWebhookExpiresAt },
        }.Cleaned();
        return true;
    }

    private static Conversation ConversationOf(BotMessage heard, string account, string id) => new()
    {
        Channel = Channel,
        Account = account,
        Id = id,
        Kind = heard.IsGroup ? ConversationKind.Group : ConversationKind.Direct,
        Title = heard.ConversationTitle,
    };

    private static ShownContent Shown(BotMessage heard, IReadOnlyList<Attachment> attachments)
    {
        if (!heard.IsGroup || heard.Content is ChatRecordContent)
        {
            return ShownContent.Of(heard.Content, attachments);
        }

        return heard.Content is RichTextContent rich
            ? ShownContent.Of(BotMention.Remove(rich, heard), attachments)
            : new(VisibleText.Trim(BotMention.Remove(CleanText.Of(heard.Content?.PlainText ?? ""), heard)), attachments);
    }

    private static Contracts.Quote Quoted(DingTalk.Stream.Protocol.Quote quote, BotMessage heard)
    {
        var content = HeardContent.Of(quote.Content);
        var shown = ShownContent.Of(quote.Content, content.Attachments);
        return new Contracts.Quote
        {
            MessageId = quote.MessageId,
            DeliveryKey = quote.ProcessQueryKey,
            Sender = Writer(quote, heard),
            IsOwn = quote.SenderId is { Length: > 0 } id && id == heard.ChatbotUserId,
            Text = shown.Text.Length > 0 ? shown.Text : null,
            Attachments = shown.Attachments,
            Unreadable = content.Unreadable,
        };
    }

    // The platform seldom names the writer; the one who quotes himself is known.
    private static Sender? Writer(DingTalk.Stream.Protocol.Quote quote, BotMessage heard) =>
        quote.SenderId is not { Length: > 0 } id || id == heard.ChatbotUserId ? null
        : id == heard.SenderId ? new Sender { Id = FirstWithText(heard.SenderStaffId, id)!, DisplayName = quote.SenderNick ?? heard.SenderNick }
        : quote.SenderNick is { Length: > 0 } nick ? new Sender { Id = id, DisplayName = nick }
        : null;

    private static string? FirstWithText(string? first, string? second) =>
        !string.IsNullOrWhiteSpace(first) ? first : !string.IsNullOrWhiteSpace(second) ? second : null;
}
