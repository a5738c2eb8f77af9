using System.Globalization;
using System.Text.RegularExpressions;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Schedules;

/// <summary>
/// Reads a time at the beginning of a text, in a few strict forms of English and Chinese: <c>10m</c>, <c>18:30</c>, <c>tomorrow 9:00</c>,
/// <c>2026-12-01 09:00</c>, <c>every monday 9:00</c>, <c>cron "0 9 * * 1-5"</c>, <c>10分钟后</c>, <c>明天9点</c>, <c>每周一9点</c>.
/// </summary>
internal static partial class WhenText
{
    private const string Clock =
        @"(?<part>上午|早上|中午|下午|晚上)?\s*"
        + @"(?:(?<h>\d{1,2})\s*[:：]\s*(?<m>\d{2})|(?<h>\d{1,2})\s*点\s*(?:(?<half>半)|(?<m>\d{1,2})\s*分|(?<m>\d{2}))?)";

    private const string End = @"(?=$|[\s,，。:：]|[^\d\s:：点分])";

    private const string ChineseDays = "日一二三四五六";

    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Null when the text begins with no time that is understood.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="now">From when a relative time counts.</param>
    /// <param name="zone">In which times of the day are meant.</param>
    /// <param name="rest">What follows the time.</param>
    public static When? Read(string text, DateTimeOffset now, TimeZoneInfo zone, out string rest)
    {
        var trimmed = text.Trim();
        var plain = PlainDigits.Of(trimmed);
        foreach (var (pattern, read) in Forms)
        {
            if (pattern.Match(plain) is { Success: true } match && read(match, now, zone) is { } when)
            {
                rest = trimmed[match.Length..].TrimStart(' ', '\t', '\r', '\n', '\u3000', ',', '，', ':', '：').TrimEnd();
                return when;
            }
        }

        rest = "";
        return null;
    }

    private static (Regex Pattern, Func<Match, DateTimeOffset, TimeZoneInfo, When?> Read)[] Forms { get; } =
    [
        (CronForm(), (match, _, _) => CronText.TryParse(match.Groups["cron"].Value.Trim(), out var cron) ? new When(cron, null) : null),
        (Span(), (match, now, _) => Later(now, match.Groups["n"].Value, match.Groups["unit"].Value)),
        (ChineseSpan(), (match, now, _) => Later(now, match.Groups["n"].Value, match.Groups["unit"].Value)),
        (HalfHour(), (_, now, _) => new When(null, now.AddMinutes(30))),
        (Every(), (match, _, _) => ClockOf(match) is { } clock && DaysOf(match) is { } days ? Cron($"{clock.Minute} {clock.Hour} * * {days}") : null),
        (Date(), (match, _, zone) => DateOf(match) is { } day && ClockOf(match) is { } clock ? Once(day, clock, zone) : null),
        (Day(), (match, now, zone) => ClockOf(match) is { } clock ? OfDay(match.Groups["day"].Value, clock, now, zone) : null),
    ];

    private static When? Later(DateTimeOffset now, string number, string unit)
    {
        var count = int.Parse(number, CultureInfo.InvariantCulture);
        return count == 0 ? null : new When(null, unit.ToUpperInvariant()[0] switch
        {
            'M' or '分' => now.AddMinutes(count),
            'H' or '小' or '个' => now.AddHours(count),
            _ => now.AddDays(count),
        });
    }

    // A time of day that is over today is meant for tomorrow, unless a day was named.
    private static When? OfDay(string day, TimeOnly clock, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return day.ToUpperInvariant() switch
        {
            "TOMORROW" or "明天" => Once(today.AddDays(1), clock, zone),
            "后天" => Once(today.AddDays(2), clock, zone),
            "TODAY" or "今天" => Once(today, clock, zone),
            _ => Once(today, clock, zone) is { At: { } at } once && at > now ? once : Once(today.AddDays(1), clock, zone),
        };
    }

    private static When Once(DateOnly day, TimeOnly clock, TimeZoneInfo zone) => new(null, LocalInstant.Of(day.ToDateTime(clock), zone));

    private static When? Cron(string text) => CronText.TryParse(text, out var cron) ? new When(cron, null) : null;

    private static string? DaysOf(Match match) =>
        match.Groups["workdays"].Success ? "1-5"
        : match.Groups["daily"].Success ? "*"
        : DayOf(match.Groups["weekday"].Value) is >= 0 and var day ? $"{day}"
        : null;

    // Sunday is 0; in English also by three letters.
    private static int DayOf(string name) => name.Length == 1
        ? ChineseDays.IndexOf(name == "天" ? "日" : name, StringComparison.Ordinal)
        : Array.FindIndex(Days, day => name.Equals(day, StringComparison.OrdinalIgnoreCase) || name.Equals(day[..3], StringComparison.OrdinalIgnoreCase));

    private static DateOnly? DateOf(Match match) =>
        DateOnly.TryParseExact(Digits(match), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Digits(Match match) => $"{match.Groups["y"].Value}-{match.Groups["mon"].Value}-{match.Groups["d"].Value}";

    private static TimeOnly? ClockOf(Match match)
    {
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["half"].Success ? 30
            : match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture)
            : 0;
        var part = match.Groups["part"].Value;
        if (part == "晚上" && hour is < 5 or 12)
        {
            // Midnight and after: the day is not clear.
            return null;
        }

        hour += (part is "下午" or "晚上" && hour < 12) || (part == "中午" && hour < 10) ? 12 : 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex("^cron\\s+[\"“”'](?<cron>[^\"“”']{1,100})[\"“”']", RegexOptions.IgnoreCase)]
    private static partial Regex CronForm();

    [GeneratedRegex(@"^(?:in\s+)?(?<n>\d{1,4})\s*(?<unit>minutes|minute|mins|min|m|hours|hour|h|days|day|d)(?=$|\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(?<n>\d{1,4})\s*(?<unit>分钟|分|个小时|小时|天)\s*(?:之后|以后|后)")]
    private static partial Regex ChineseSpan();

    [GeneratedRegex(@"^半\s*个?小时\s*(?:之后|以后|后)")]
    private static partial Regex HalfHour();

    [GeneratedRegex(
        @"^(?:(?<workdays>every\s+(?:weekday|workday)|每个?工作日|工作日)|(?<daily>every\s+day|daily|每天|每日)|every\s+(?<weekday>[a-z]{3,9})"
        + @"|每(?:个?周|个?星期|个?礼拜)(?<weekday>[一二三四五六日天]))\s*(?:at\s+)?" + Clock + End,
        RegexOptions.IgnoreCase)]
    private static partial Regex Every();

    [GeneratedRegex(@"^(?<y>\d{4})\s*[-/年]\s*(?<mon>\d{1,2})\s*[-/月]\s*(?<d>\d{1,2})\s*[日号]?\s*(?:at\s+|T)?" + Clock + End, RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(?<day>today|tomorrow|今天|明天|后天)?\s*(?:at\s+)?" + Clock + End, RegexOptions.IgnoreCase)]
    private static partial Regex Day();
}
