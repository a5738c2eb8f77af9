using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.DingTalk;

/// <summary>A reply as DingTalk will get it.</summary>
internal sealed record Letter(DingTalkAccount Account, ReplyTarget Target, DateTimeOffset? WebhookExpiresAt, IReadOnlyList<MarkdownMessage> Parts);
