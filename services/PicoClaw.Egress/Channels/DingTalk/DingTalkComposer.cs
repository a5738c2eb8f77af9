using System.Text;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Makes DingTalk messages of replies.</summary>
internal sealed class DingTalkComposer(DingTalkAccounts accounts, ContentRenderers renderers, ReplyTargets targets, IOptions<DialectOptions> dialect)
{
    private const string EncryptedId = "$:";

    /// <summary>Guests have an encrypted id only, which DingTalk would show as it is.</summary>
    public static bool IsEncrypted(string id) => id.StartsWith(EncryptedId, StringComparison.Ordinal);

    /// <summary>The reply, or why there can be none.</summary>
    /// <param name="message">The reply, or the envelope of several.</param>
    /// <param name="joined">The several that share one message; none: the reply alone.</param>
    public (DingTalkReply? Reply, string? Problem) Compose(DeliverMessage message, IReadOnlyList<DeliverMessage> joined)
    {
        if (accounts.Find(message.Conversation.Account) is not { } account)
        {
            return (null, $"the account \"{message.Conversation.Account}\" is not configured or not enabled");
        }

        if (renderers.Find(message.Content) is not { } renderer)
        {
            return (null, $"this egress cannot render {message.Content.GetType().Name} for DingTalk");
        }

        try
        {
            IReadOnlyList<string> mentions = [.. message.Mentions.Where(id => !IsEncrypted(id))];
            var parts = joined.Count == 0 ? renderer.Render(message with { Mentions = mentions })
                : ((IJoiningRenderer)renderer).Join(joined, mentions) is { } one ? [one]
                : [];
            if (parts.Count == 0)
            {
                return (null, "its text is empty");
            }

            var target = targets.Read(account, message.Conversation, message.ReplyRoute.Address);
            var reply = new DingTalkReply(account, target, message.Conversation.Id, message.ReplyRoute.ExpiresAt, parts)
            {
                Id = message.Id,
                AccountKey = AccountKey.Of(message.Conversation),
                CardText = joined.Count == 0 ? CardTextOf(message.Content, parts) : null,
                Mentions = mentions,
            };
            return (reply, null);
        }
        catch (FormatException)
        {
            return (null, "its reply route is not one that this egress can read");
        }
    }

    // As it was written if that is one message, else the first of them: the limit of a message is far below what cards are known to take, and its
    // parts are cut alike, whichever way they go.
    private string? CardTextOf(OutboundContent content, IReadOnlyList<DingTalkMessage> parts) => content is not MarkdownContent { Text: var text } ? null
        : parts.Count == 1 && Encoding.UTF8.GetByteCount(text) <= dialect.Value.MaxChunkBytes ? text
        : (parts[0].ForWebhook as MarkdownMessage)?.Text;
}
