using PicoClaw.Agent.Storage;

namespace PicoClaw.Agent.Schedules;

// A row of the table schedule, as Dapper fills it.
internal sealed class ScheduleRow
{
    public const string Columns =
        """
        schedule_id AS ScheduleId, lane_key AS LaneKey, maker AS Maker, name AS Name, cron AS Cron, time_zone AS TimeZone, body AS Body,
        occurrence AS Occurrence, due_at AS DueAt, now_ms() AS Now
        """;

    public required string ScheduleId { get; init; }

    public required string LaneKey { get; init; }

    public string? Maker { get; init; }

    public string? Name { get; init; }

    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    public required string Body { get; init; }

    public long Occurrence { get; init; }

    public long DueAt { get; init; }

    /// <summary>The store's clock, which all replicas go by.</summary>
    public long Now { get; init; }

    /// <summary>Null, with the reason, when this version cannot run it.</summary>
    public Schedule? Read(TimeProvider time, out string? problem)
    {
        if (!StoredBody.TryRead(Body, ScheduleJson.Default.ScheduleBody, out var body, out problem))
        {
            return null;
        }

        if (Timing.FindZone(TimeZone, time) is not { } zone)
        {
            problem = $"this machine does not know the time zone {OneLine.Of(TimeZone ?? "")}";
            return null;
        }

        CronText? cron = null;
        if (Cron is not null && !CronText.TryParse(Cron, out cron))
        {
            problem = $"its cron expression cannot be read: {OneLine.Of(Cron)}";
            return null;
        }

        return new Schedule(
            ScheduleId,
            LaneKey,
            new Timing(cron, zone, TimeZone),
            body,
            DateTimeOffset.FromUnixTimeMilliseconds(Occurrence),
            DateTimeOffset.FromUnixTimeMilliseconds(DueAt))
        {
            Maker = Maker,
            Name = Name,
        };
    }
}
