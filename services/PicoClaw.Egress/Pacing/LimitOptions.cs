using System.ComponentModel.DataAnnotations;

namespace PicoClaw.Egress.Pacing;

/// <summary>What DingTalk allows, by section 5.1 of what it documents. 0 stands for no limit.</summary>
internal sealed class LimitOptions
{
    public const string SectionName = "Egress:Limits";

    /// <summary>Of one account to one API. Professional organizations have 40, exclusive ones 60.</summary>
    [Range(1, 1000)]
    public int ApiCallsPerSecond { get; set; } = 20;

    /// <summary>Through one session webhook. Documented for custom robots; some session webhooks are said to follow.</summary>
    [Range(0, 10_000)]
    public int WebhookMessagesPerMinute { get; set; } = 20;

    [Range(0, 10_000)]
    public int ConversationMessagesPerMinute { get; set; }

    /// <summary>From one address, and so from this process, in 20 seconds. DingTalk wrote 6,000 and later 10,000.</summary>
    [Range(1, 1_000_000)]
    public int AddressCallsPer20Seconds { get; set; } = 6000;

    /// <summary>Of one account in a calendar month in China. Webhook replies do not count.</summary>
    [Range(0, int.MaxValue)]
    public int ApiCallsPerMonth { get; set; } = 5000;

    /// <summary>While replies that somebody waits for and others compete, every so manieth call goes to the others.</summary>
    [Range(2, 1000)]
    public int BulkEvery { get; set; } = 5;

    public Limit Api => new("api", ApiCallsPerSecond, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public Limit Webhook => new("webhook", WebhookMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public Limit Conversation => new("conversation", ConversationMessagesPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public Limit Address => new("address", AddressCallsPer20Seconds, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5));
}
