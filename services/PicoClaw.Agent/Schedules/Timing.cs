using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PicoClaw.Agent.Schedules;

/// <summary>When a schedule runs: by a cron expression of five fields in a time zone, or once.</summary>
/// <param name="Cron">Null: once.</param>
/// <param name="Zone">In which the expression is meant, and times are shown.</param>
/// <param name="ZoneId">As it was given; null: the bot's own zone, whatever that is when it runs.</param>
internal sealed record Timing(CronText? Cron, TimeZoneInfo Zone, string? ZoneId)
{
    private const int LookedAt = 100;

    /// <summary>The bot's own for null; null when there is no such zone.</summary>
    public static TimeZoneInfo? FindZone(string? id, TimeProvider time) =>
        id is null ? time.LocalTimeZone : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>The first instant after another one, in UTC; null when there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset instant) => Cron?.Expression.GetNextOccurrence(instant, Zone)?.ToUniversalTime();

    /// <summary>The newest of the instants from <paramref name="first"/> to <paramref name="last"/>, in UTC; null when there is none.</summary>
    public DateTimeOffset? Newest(DateTimeOffset first, DateTimeOffset last) => first > last || Cron is null
        ? null
        : Cron.Expression.GetOccurrences(first, last, Zone, fromInclusive: true, toInclusive: true).Cast<DateTimeOffset?>().LastOrDefault()?.ToUniversalTime();

    /// <summary>The shortest time between two of its next runs.</summary>
    public TimeSpan ShortestGap(DateTimeOffset now)
    {
        var (shortest, last) = (TimeSpan.MaxValue, After(now));
        for (var i = 0; i < LookedAt && last is { } one && After(one) is { } next; i++)
        {
            shortest = next - one < shortest ? next - one : shortest;
            last = next;
        }

        return shortest;
    }

    /// <summary>How long after its instant a schedule is fired: always the same for one, so that many with the same time do not leave at once.</summary>
    public TimeSpan Spread(string scheduleId, int seconds) =>
        Cron is null ? TimeSpan.Zero : TimeSpan.FromSeconds(Hash(scheduleId) % ((uint)seconds + 1));

    private static uint Hash(string id) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
