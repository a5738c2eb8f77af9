using System.Security.Cryptography;
using System.Text;
using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.DingTalk;

/// <summary>A reply as DingTalk will get it.</summary>
internal sealed record Letter(DingTalkAccount Account, ReplyTarget Target, string ConversationId, DateTimeOffset? WebhookExpiresAt, IReadOnlyList<MarkdownMessage> Parts)
{
    /// <summary>Tells its session webhook from others without giving it away, null when it has none.</summary>
    public string? WebhookKey { get; } = Target.SessionWebhook is { } webhook ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(webhook.OriginalString)))[..32] : null;
}
