namespace PicoClaw.Egress.Pacing;

/// <summary>DingTalk's documented limits (dingtalk.md, section 5.1; dingtalk-2.md, section 2). 0 = unlimited.</summary>
internal sealed class LimitOptions
{
    public const string SectionName = "Egress:Limits";

    /// <summary>Of one account to one API. Professional organizations have 40, exclusive ones 60.</summary>
    public int ApiCallsPerSecond { get; set; } = 20;

    /// <summary>By session webhooks, counted as <see cref="WebhookLimitBy"/> says. Documented for custom robots; some session webhooks are said to follow.</summary>
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

    /// <summary>While replies that somebody waits for and others compete, every so manieth call goes to the others.</summary>
    public int BulkEvery { get; set; } = 5;

    public Limit Api => new("api", ApiCallsPerSecond, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public Limit Webhook => new("webhook", WebhookMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public Limit Conversation => new("conversation", ConversationMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public Limit Address => new("address", AddressCallsPer20Seconds, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5));
}
