using System.Security.Cryptography;
using System.Text;
using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Channels.DingTalk.Media;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>A reply as DingTalk will get it.</summary>
internal sealed record DingTalkReply(
    DingTalkAccount Account, ReplyTarget Target, string ConversationId, DateTimeOffset? WebhookExpiresAt, IReadOnlyList<DingTalkMessage> Parts)
    : RenderedReply(Parts.Count, Parts.Sum(part => (long)part.Chars), Target.IsGroup ? null : Target.UserId)
{
    /// <summary>As in <see cref="Contracts.DeliverMessage.Id"/>; of several, the first one's.</summary>
    public required Guid Id { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>What its card shows at the end: all of it, or its first part. Null for what no card can show.</summary>
    public string? CardText { get; init; }

    /// <summary>Whom it mentions.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>The card that it goes to.</summary>
    public Card? Card { get; init; }

    /// <summary>The file that must be uploaded before any of it is sent.</summary>
    public MediaDraft? Pending { get; } = Parts.FirstOrDefault(part => part.IsPending)?.Media;

    /// <summary>The file that it brings.</summary>
    public MediaDraft? Media { get; } = Parts.Select(part => part.Media).FirstOrDefault(media => media is not null);

    /// <summary>The way through the robot API, if the platform told an id to send to.</summary>
    public SendRoute? ApiRoute { get; } = Target switch
    {
        { IsGroup: true, OpenConversationId: not null } => DingTalkRoutes.Group,
        { IsGroup: false, UserId: not null } => DingTalkRoutes.User,
        _ => null,
    };

    /// <summary>False where there is no webhook, or none can bring it.</summary>
    public bool MayUseWebhook { get; } = Target.SessionWebhook is not null && Parts.All(part => part.ForWebhook is not null);

    /// <summary>The same with this message in place of the one whose file is not uploaded.</summary>
    public DingTalkReply With(DingTalkMessage ready) =>
        new(Account, Target, ConversationId, WebhookExpiresAt, [.. Parts.Select(part => part.IsPending ? ready : part)])
        {
            Id = Id,
            AccountKey = AccountKey,
            Mentions = Mentions,
        };

    /// <summary>Identifies its session webhook without giving the address away; null when it has none.</summary>
    public string? WebhookKey { get; } = Target.SessionWebhook is { } webhook
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(webhook.OriginalString)))[..32]
        : null;
}
