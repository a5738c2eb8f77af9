using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Schedules;

/// <summary>Makes a person's schedule, within the bounds that keep anyone from spending the bot's quota.</summary>
internal sealed class ScheduleMaker(ScheduleStore schedules, Live<ScheduleOptions> options, TimeProvider time)
{
    public const int MaxInConversation = 20;
    public const int MaxOfPerson = 50;
    public const int MaxLength = 2000;

    public static readonly TimeSpan LeastGap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(2 * 366);

    public static readonly Phrase TooOften = new(
        "At least {0} minutes have to lie between two runs of a schedule.", "定时任务的间隔不能短于 {0} 分钟。");

    public static readonly Phrase TooMany = new(
        "There are too many schedules already: a conversation may have {0}, a person {1}. Remove one with /schedules remove 1.",
        "定时任务已达上限：每个会话最多 {0} 个，每人最多 {1} 个。请先发送 /定时任务 删除 1 删掉不用的。");

    public static readonly Phrase Past = new("{0} is over already.", "{0} 已经过去了。");

    public static readonly Phrase TooFar = new("{0} does not come within two years.", "{0} 在两年之内不会到来。");

    public static readonly Phrase TooLong = new("The text has more than {0} characters; shorten it.", "内容超过 {0} 个字符，请缩短。");

    /// <summary>The bot's own zone, in which people say times.</summary>
    public TimeZoneInfo Zone => time.LocalTimeZone;

    /// <summary>The time at the beginning of a text; null when there is none.</summary>
    public When? Read(string text, out string rest) => WhenText.Read(text, time.GetUtcNow(), Zone, out rest);

    /// <summary>A schedule that is not stored yet; null, with what the person is told, when it goes beyond a bound.</summary>
    public async Task<(Schedule? Schedule, string? Problem)> MakeAsync(
        string id, string laneKey, MessageReceived message, When when, string text, bool isPrompt, Language language, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var timing = new Timing(when.Cron, Zone, ZoneId: null);
        var words = CleanText.Of(text).Trim();
        if (words.Length > MaxLength)
        {
            return (null, TooLong.In(language, MaxLength));
        }

        if ((when.At ?? timing.After(now)) is not { } first || first < now || first > now + Farthest)
        {
            return (null, (when.At < now ? Past : TooFar).In(language, when.At is { } at ? ScheduleWords.Instant(at, Zone) : when.Cron));
        }

        if (timing.ShortestGap(now) < LeastGap)
        {
            return (null, TooOften.In(language, LeastGap.TotalMinutes));
        }

        var maker = PersonKey.Of(message);
        var (inConversation, ofPerson) = await schedules.CountAsync(laneKey, maker, cancellationToken);
        if (inConversation >= MaxInConversation || ofPerson >= MaxOfPerson)
        {
            return (null, TooMany.In(language, MaxInConversation, MaxOfPerson));
        }

        var body = new ScheduleBody { Conversation = message.Conversation, Maker = message.Sender, IsPrompt = isPrompt, Text = words, Language = language };
        return (new Schedule(id, laneKey, timing, body, first, first + timing.Spread(id, options.Value.ScheduleSpread)) { Maker = maker }, null);
    }
}
