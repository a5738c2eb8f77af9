using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels.DingTalk.Limits;

/// <summary>DingTalk's documented limits; 0 = unlimited. Sources: docs/dingtalk-protocol.md.</summary>
internal sealed class LimitOptions
{
    public const string SectionName = "Egress:Limits";

    /// <summary>Of one account to one API. Professional organizations have 40, exclusive ones 60.</summary>
    public int ApiCallsPerSecond { get; set; } = 20;

    /// <summary>Calls of one account in flight, all of which are in doubt when the process dies; more only while DingTalk is slow.</summary>
    public int CallsAtOnce { get; set; } = 4;

    /// <summary>
    /// By session webhooks, counted as <see cref="WebhookLimitBy"/> says. Documented for custom robots; some session webhooks are said to
    /// follow.
    /// </summary>
    public int WebhookMessagesPerMinute { get; set; } = 20;

    public WebhookLimitKey WebhookLimitBy { get; set; }

    public int ConversationMessagesPerMinute { get; set; }

    /// <summary>From one address, and so from this process, in 20 seconds. DingTalk wrote 6,000 and later 10,000.</summary>
    public int AddressCallsPer20Seconds { get; set; } = 6000;

    /// <summary>Of one account in a calendar month in China. Webhook replies are counted by <see cref="StreamCallsPerMonth"/>.</summary>
    public int ApiCallsPerMonth { get; set; } = 5000;

    /// <summary>DingTalk's second meter: pushes and webhook calls of a month. It is watched and blocks nothing.</summary>
    public int StreamCallsPerMonth { get; set; } = 3000;

    /// <summary>Whether a webhook reply counts there beside the push that it answers; DingTalk does not say.</summary>
    public bool WebhookCountsAsStream { get; set; } = true;

    public CallLimits Calls => new(
        Api: new(ApiCallsPerSecond, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        Webhook: new(WebhookMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
        Conversation: new(ConversationMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
        Address: new(AddressCallsPer20Seconds, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5)))
    {
        AtOnce = CallsAtOnce,
    };

    public MonthlyQuota Month => new(ApiCallsPerMonth, StreamCallsPerMonth, WebhookCountsAsStream, ChinaTime.Offset);
}
