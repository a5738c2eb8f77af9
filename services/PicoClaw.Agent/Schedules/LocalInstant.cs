namespace PicoClaw.Agent.Schedules;

internal static class LocalInstant
{
    /// <summary>
    /// The instant of a local time. One that the clocks leave out in spring is the one that they show in its place; of two in autumn it is the first.
    /// </summary>
    public static DateTimeOffset Of(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(time))
        {
            return new DateTimeOffset(time, zone.GetUtcOffset(time.AddDays(-1))).ToUniversalTime();
        }

        var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
        return new DateTimeOffset(time, offset).ToUniversalTime();
    }
}
