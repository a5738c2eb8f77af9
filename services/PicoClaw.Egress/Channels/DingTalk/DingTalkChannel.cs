using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Channels.DingTalk.Cards;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Media;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Turns a reply into DingTalk messages and sends them.</summary>
internal sealed class DingTalkChannel(
    DingTalkComposer composer,
    ContentRenderers renderers,
    MediaReplies media,
    CardReplies cards,
    Live<LimitOptions> limits,
    IOptions<DialectOptions> dialect,
    TimeProvider time) : IChannel
{
    public const string ChannelName = "dingtalk";

    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(60);

    public string Name => ChannelName;

    public IReadOnlyList<SendRoute> Routes => DingTalkRoutes.All;

    public CallLimits Limits => limits.Value.Calls;

    public MonthlyQuota Quota => limits.Value.Month;

    public int MessageBytes => dialect.Value.MaxChunkBytes;

    public int CountJoinable(IReadOnlyList<DeliverMessage> replies)
    {
        // A reply with a card goes there, alone.
        IReadOnlyList<DeliverMessage> others = cards.HasCard(replies[0]) ? [] : [.. replies.TakeWhile(reply => !cards.HasCard(reply))];
        return others.Count > 1 && renderers.Find(others[0].Content) is IJoiningRenderer renderer ? renderer.CountJoinable(others) : 1;
    }

    public RenderedReply? Join(DeliverMessage envelope, IReadOnlyList<DeliverMessage> replies) => composer.Compose(envelope, replies).Reply;

    public bool IsShown(string account, Guid replyId) => cards.IsShown(AccountKey.Of(ChannelName, account), replyId);

    public string? ProblemOf(OutboundContent content) => media.ProblemOf(content);

    public bool TryCompose(DeliverMessage message, [NotNullWhen(true)] out RenderedReply? reply, [NotNullWhen(false)] out string? problem)
    {
        (reply, problem) = composer.Compose(message, []);
        return reply is not null;
    }

    public async ValueTask<RenderedReply> PrepareAsync(RenderedReply reply, bool isApiOpen, CancellationToken cancellationToken) =>
        await media.PrepareAsync(await cards.PrepareAsync((DingTalkReply)reply, isApiOpen, cancellationToken), isApiOpen, cancellationToken);

    public OutboundContent? Substitute(RenderedReply reply, int part) => media.Substitute((DingTalkReply)reply, part);

    public SendRoute? ChooseRoute(RenderedReply reply, bool isApiOpen, string? pinned = null)
    {
        var own = (DingTalkReply)reply;
        if (own.Pending is not null)
        {
            return isApiOpen ? DingTalkRoutes.Upload : null;
        }

        if (CardReplies.RouteOf(own, pinned) is { } card)
        {
            return isApiOpen ? card : null;
        }

        if (DingTalkRoutes.Find(pinned) is { } last && (last == DingTalkRoutes.Webhook ? IsWebhookOpen(own, TimeSpan.Zero) : isApiOpen))
        {
            return last;
        }

        if (IsWebhookOpen(own, ExpiryMargin))
        {
            return DingTalkRoutes.Webhook;
        }

        return isApiOpen ? own.ApiRoute : null;
    }

    public CallScope ScopeOf(RenderedReply reply, SendRoute route)
    {
        var own = (DingTalkReply)reply;
        return route.IsUpload ? CallScope.Upload
            : CardRoutes.AreOf(route.Name) ? new CallScope(route.Name, null, null)
            : route == DingTalkRoutes.Webhook
            ? new CallScope(null, StoreKey.Of(WebhookLimitOf(own)), StoreKey.Of(own.ConversationId))
            : new CallScope(route.Name, null, StoreKey.Of(own.ConversationId));
    }

    public bool MayShareCall(RenderedReply reply, RenderedReply other) =>
        (reply, other) is (DingTalkReply { Parts: [{ IsPending: false } message] } one, DingTalkReply { Parts: [{ IsPending: false } same] } two)
        && one.Account == two.Account && one.Target.RobotCode == two.Target.RobotCode && message.ForApi == same.ForApi;

    public async Task<SendResult> SendAsync(
        RenderedReply reply, SendRoute route, int part, IReadOnlyList<string> recipientIds, CancellationToken cancellationToken)
    {
        var own = (DingTalkReply)reply;
        if (route.IsUpload)
        {
            return await media.UploadAsync(own, cancellationToken);
        }

        if (CardRoutes.AreOf(route.Name))
        {
            return await cards.SendAsync(own, route, cancellationToken);
        }

        try
        {
            return await CallAsync(own, route, own.Parts[part], recipientIds, cancellationToken);
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, route, own.Account, cancellationToken) is { } result)
        {
            if (result is SendResult.RouteClosed)
            {
                own.Account.Closed.Add(own.WebhookKey!);
            }
            else if (result is SendResult.Refused)
            {
                await media.ForgetAsync(own, own.Parts[part], cancellationToken);
            }

            return result;
        }
    }

    private static async Task<SendResult> CallAsync(
        DingTalkReply own, SendRoute route, DingTalkMessage message, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        var (client, target) = (own.Account.Client, own.Target);
        if (route == DingTalkRoutes.Webhook)
        {
            await client.SendBySessionAsync(target.SessionWebhook!, message.ForWebhook!, cancellationToken);
            return SendResult.Sent.ToAll;
        }

        if (route == DingTalkRoutes.Group)
        {
            var key = await client.SendToGroupAsync(target.RobotCode, target.OpenConversationId!, message.ForApi, cancellationToken);
            return SendResult.Sent.ToAll with { Key = key };
        }

        var result = await client.SendToUsersAsync(target.RobotCode, userIds, message.ForApi, cancellationToken);
        return new SendResult.Sent(result.InvalidUserIds, result.FlowControlledUserIds) { Key = result.ProcessQueryKey };
    }

    private string WebhookLimitOf(DingTalkReply own) => limits.Value.WebhookLimitBy switch
    {
        WebhookLimitKey.Robot => own.Target.RobotCode,
        WebhookLimitKey.Webhook => own.WebhookKey!,
        _ => $"{own.Target.RobotCode} {own.ConversationId}",
    };

    private bool IsWebhookOpen(DingTalkReply own, TimeSpan margin) =>
        own.MayUseWebhook && (own.WebhookExpiresAt is not { } expiry || expiry - margin > time.GetUtcNow())
            && !own.Account.Closed.Contains(own.WebhookKey!);
}
