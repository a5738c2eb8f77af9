using System.Globalization;

namespace PicoClaw.Agent.Schedules;

/// <summary>Reads the time of a schedule of the configuration, which its validator has checked.</summary>
internal static class ScheduleEntryTiming
{
    private const string AtFormat = "yyyy-MM-dd HH:mm";

    public static Timing Of(ScheduleEntry entry, TimeProvider time)
    {
        var zone = Timing.FindZone(entry.TimeZone, time) ?? time.LocalTimeZone;
        return new Timing(entry.Cron is { } text && CronText.TryParse(text, out var cron) ? cron : null, zone, entry.TimeZone);
    }

    /// <summary>The instant of one that comes once; null when it cannot be read.</summary>
    public static DateTimeOffset? InstantOf(ScheduleEntry entry, TimeZoneInfo zone) =>
        DateTime.TryParseExact(entry.At, AtFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? LocalInstant.Of(local, zone) : null;
}
