using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>
/// Makes the store's schedules follow those of the configuration: at start, and when it changes. One whose time is the same keeps its place, so that a run
/// that was missed is still found.
/// </summary>
internal sealed class ConfiguredSchedules(
    [FromKeyedServices(AgentService.Name)] IStore store, Live<ScheduleOptions> options, TimeProvider time, ILogger<ConfiguredSchedules> logger)
{
    private ScheduleOptions? _followed;

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var wanted = options.Value;
        if (ReferenceEquals(wanted, _followed))
        {
            return;
        }

        var (over, removed) = await store.WriteAsync(session => WriteAsync(session, wanted), cancellationToken);
        _followed = wanted;
        foreach (var name in over)
        {
            Log.ScheduleOver(logger, name, wanted.Schedules[name].At);
        }

        var used = wanted.Schedules.Count - over.Count;
        if (used > 0 || removed > 0)
        {
            Log.SchedulesConfigured(logger, used, removed);
        }
    }

    private async Task<(IReadOnlyList<string> Over, int Removed)> WriteAsync(StoreSession session, ScheduleOptions wanted)
    {
        var over = new List<string>();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await session.FirstOrDefaultAsync<long>("SELECT now_ms()"));
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, entry) in wanted.Schedules.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (Read(name, entry, now, wanted.ScheduleSpread) is { } schedule)
            {
                kept.Add(schedule.Id);
                if (await PutAsync(session, schedule) == 0)
                {
                    over.Add(name);
                }
            }
        }

        var removed = 0;
        foreach (var id in await session.QueryAsync<string>("SELECT schedule_id FROM schedule WHERE name IS NOT NULL ORDER BY schedule_id"))
        {
            removed += kept.Contains(id) ? 0 : await ScheduleStore.RemoveAsync(session, id);
        }

        return (over, removed);
    }

    // Null when it comes no more.
    private Schedule? Read(string name, ScheduleEntry entry, DateTimeOffset now, int spread)
    {
        var isGroup = entry.Group is not null;
        var conversation = new Conversation
        {
            Channel = entry.Channel,
            Account = entry.Account,
            Id = (isGroup ? entry.Group : entry.User) ?? "",
            Kind = isGroup ? ConversationKind.Group : ConversationKind.Direct,
        };
        var timing = ScheduleEntryTiming.Of(entry, time);

        // With all that makes a run another one, so that a changed entry begins from its start.
        var id = DeterministicId.From(
            "schedule", name, conversation.Channel, conversation.Account, conversation.Id, entry.Cron ?? "", entry.At ?? "", entry.TimeZone ?? "");
        if ((timing.Cron is null ? ScheduleEntryTiming.InstantOf(entry, timing.Zone) : timing.After(now)) is not { } occurrence)
        {
            return null;
        }

        return new Schedule(
            id.ToString(),
            ConversationKey.Of(conversation),
            timing,
            new ScheduleBody { Conversation = conversation, IsPrompt = entry.Prompt is not null, Text = entry.Prompt ?? entry.Text ?? "" },
            occurrence,
            occurrence + timing.Spread(id.ToString(), spread))
        {
            Name = name,
        };
    }

    // 0 when it is over. One that the store still has, because it was missed, is run late.
    private static Task<int> PutAsync(StoreSession session, Schedule schedule) =>
        session.ExecuteAsync(
            """
            UPDATE schedule SET body = @body WHERE schedule_id = @Id;
            INSERT INTO schedule (schedule_id, lane_key, maker, name, cron, time_zone, body, occurrence, due_at, created_at)
            SELECT @Id, @LaneKey, @Maker, @Name, @cron, @ZoneId, @body, @occurrence, @dueAt, now_ms()
            WHERE @dueAt > (SELECT now_ms()) AND NOT EXISTS (SELECT 1 FROM schedule WHERE schedule_id = @Id)
            """,
            ScheduleStore.Values(schedule));
}
