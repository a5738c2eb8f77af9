using System.Globalization;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Schedules;

/// <summary>Schedules as people read them.</summary>
internal static class ScheduleWords
{
    private const int MaxName = 64;

    private static readonly Phrase Line = new("{0}. {1}{2}: {3} ({4})", "{0}. {1}{2}：{3}（{4}）");
    private static readonly Phrase Repeats = new(", again by `{0}`", "，之后按 `{0}` 重复");
    private static readonly Phrase Asks = new("I carry out {0}", "由我执行 {0}");
    private static readonly Phrase By = new("by {0}", "{0} 创建");
    private static readonly Phrase ByConfiguration = new("by the configuration", "来自配置");

    /// <summary>To the minute, in the zone of the schedule.</summary>
    public static string Instant(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When it comes next, and how it goes on.</summary>
    public static string When(Schedule schedule, Language language) =>
        Instant(schedule.Occurrence, schedule.Timing.Zone) + (schedule.Timing.Cron is { } cron ? Repeats.In(language, cron) : "");

    public static string Excerpt(Schedule schedule) => Excerpt(schedule.Body.Text);

    public static string Excerpt(string text) => Texts.Excerpt.Of(text);

    public static string InList(Schedule schedule, int number, Language language)
    {
        var maker = schedule.Body.Maker is { } person ? By.In(language, Texts.Excerpt.Quoted(NameOf(person))) : ByConfiguration.In(language);
        var text = schedule.Body.IsPrompt ? Asks.In(language, Excerpt(schedule)) : Excerpt(schedule);
        return Line.In(
            language,
            number,
            Instant(schedule.Occurrence, schedule.Timing.Zone),
            schedule.Timing.Cron is { } cron ? Repeats.In(language, cron) : "",
            text,
            maker);
    }

    private static string NameOf(Sender person) => CleanText.Line(person.DisplayName, MaxName) ?? CleanText.Line(person.Id, MaxName) ?? "";
}
