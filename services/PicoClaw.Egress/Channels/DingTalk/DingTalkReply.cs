using System.Security.Cryptography;
using System.Text;
using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>A reply as DingTalk will get it.</summary>
internal sealed record DingTalkReply(
    DingTalkAccount Account, ReplyTarget Target, string ConversationId, DateTimeOffset? WebhookExpiresAt, IReadOnlyList<DingTalkMessage> Parts)
    : RenderedReply(Parts.Count, Parts.Sum(part => (long)part.Chars), Target.IsGroup ? null : Target.UserId)
{
    /// <summary>Identifies its session webhook without giving the address away; null when it has none.</summary>
    public string? WebhookKey { get; } = Target.SessionWebhook is { } webhook
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(webhook.OriginalString)))[..32]
        : null;
}
