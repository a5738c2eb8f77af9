using System.Text.Json;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Schedules;

/// <summary>The schedules of conversations.</summary>
internal sealed class ScheduleStore([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time)
{
    /// <summary>A conversation's, oldest first, so that a number stays what it is while nothing is removed.</summary>
    /// <param name="laneKey">The conversation.</param>
    /// <param name="person">Whose direct conversation it is: the configuration knows it by that person; null in a group.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<Schedule>> ListAsync(string laneKey, string? person, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<ScheduleRow>(
                $"SELECT {ScheduleRow.Columns} FROM schedule WHERE lane_key = @laneKey OR lane_key = @person ORDER BY created_at, schedule_id",
                new { laneKey, person }),
            cancellationToken);
        return [.. rows.Select(row => row.Read(time, out _)).OfType<Schedule>()];
    }

    /// <summary>How many there are that people made: in a conversation, and by a person.</summary>
    public async Task<(long InConversation, long OfPerson)> CountAsync(string laneKey, string maker, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.FirstOrDefaultAsync<(long, long)>(
                """
                SELECT (SELECT COUNT(*) FROM schedule WHERE lane_key = @laneKey AND maker IS NOT NULL),
                    (SELECT COUNT(*) FROM schedule WHERE maker = @maker)
                """,
                new { laneKey, maker }),
            cancellationToken);

    public Task<int> AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        store.WriteAsync(session => AddAsync(session, schedule), cancellationToken);

    public Task<int> RemoveAsync(string id, CancellationToken cancellationToken) => store.WriteAsync(session => RemoveAsync(session, id), cancellationToken);

    /// <summary>Within a transaction; the same one twice is there once.</summary>
    public static Task<int> AddAsync(StoreSession session, Schedule schedule) =>
        session.ExecuteAsync(
            """
            INSERT INTO schedule (schedule_id, lane_key, maker, name, cron, time_zone, body, occurrence, due_at, created_at)
            VALUES (@Id, @LaneKey, @Maker, @Name, @cron, @ZoneId, @body, @occurrence, @dueAt, now_ms())
            ON CONFLICT (schedule_id) DO NOTHING
            """,
            Values(schedule));

    /// <summary>Within a transaction. One that fires at the same time is fired.</summary>
    public static Task<int> RemoveAsync(StoreSession session, string id) =>
        session.ExecuteAsync("DELETE FROM schedule WHERE schedule_id = @id", new { id });

    public static object Values(Schedule schedule) => new
    {
        schedule.Id,
        schedule.LaneKey,
        schedule.Maker,
        schedule.Name,
        cron = schedule.Timing.Cron?.Text,
        schedule.Timing.ZoneId,
        body = JsonSerializer.Serialize(schedule.Body, ScheduleJson.Default.ScheduleBody),
        occurrence = schedule.Occurrence.ToUnixTimeMilliseconds(),
        dueAt = schedule.DueAt.ToUnixTimeMilliseconds(),
    };
}
