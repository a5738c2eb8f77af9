using System.Data.Common;
using System.Globalization;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Prompts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>
/// Fires what is due: in one transaction, the schedule's instant moves on and what it asks for lies in the mailbox of its conversation (docs/adr/0023). Any
/// number of replicas may try.
/// </summary>
internal sealed class DueSchedules(
    [FromKeyedServices(AgentService.Name)] IStore store,
    [FromKeyedServices(AgentService.Name)] LaneSignal signal,
    MailboxWriter mailbox,
    Live<ScheduleOptions> options,
    ScheduleMetrics metrics,
    TimeProvider time,
    ILogger<DueSchedules> logger)
{
    private const int MaxAtOnce = 200;
    private const string IsUnchanged = "schedule_id = @Id AND occurrence = @occurrence AND due_at = @dueAt";

    /// <summary>How long until something is due, by the store's clock; null: nothing is scheduled.</summary>
    public async Task<TimeSpan?> NextAsync(CancellationToken cancellationToken) =>
        await store.QueryAsync(session => session.FirstOrDefaultAsync<long?>("SELECT MIN(due_at) - now_ms() FROM schedule"), cancellationToken) is { } wait
            ? TimeSpan.FromMilliseconds(wait)
            : null;

    /// <summary>Returns how many runs this replica put into mailboxes.</summary>
    public async Task<int> FireAsync(CancellationToken cancellationToken)
    {
        var due = await store.QueryAsync(
            session => session.QueryAsync<string>(
                "SELECT schedule_id FROM schedule WHERE due_at <= (SELECT now_ms()) ORDER BY due_at LIMIT @MaxAtOnce", new { MaxAtOnce }),
            cancellationToken);
        var fired = 0;
        foreach (var id in due)
        {
            fired += await TryFireAsync(id, cancellationToken) ? 1 : 0;
        }

        return fired;
    }

    // One that cannot be fired, for whatever reason, must not keep the others waiting.
    private async Task<bool> TryFireAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await FireAsync(id, cancellationToken);
        }
        catch (Exception exception) when (exception is not DbException && !cancellationToken.IsCancellationRequested)
        {
            await store.WriteAsync(session => PutOffAsync(session, id, exception.Message), cancellationToken);
            return false;
        }
    }

    private async Task<bool> FireAsync(string id, CancellationToken cancellationToken)
    {
        var (schedule, runs, laneKey) = await store.WriteAsync(session => FireAsync(session, id), cancellationToken);
        if (schedule is null || runs is null)
        {
            return false;
        }

        if (runs.Skipped)
        {
            metrics.Skipped();
            Log.ScheduleSkipped(logger, schedule.Id, OneLine.Of(schedule.LaneKey), schedule.Occurrence);
        }

        if (runs.Instant is not { } instant || laneKey is null)
        {
            return false;
        }

        metrics.Fired(runs.IsLate);
        Log.ScheduleFired(logger, schedule.Id, OneLine.Of(laneKey), instant, runs.IsLate ? ", late" : "");
        signal.Wake(laneKey);
        return true;
    }

    // Changes nothing outside of the transaction: it may be repeated.
    private async Task<(Schedule? Schedule, MissedRuns? Runs, string? LaneKey)> FireAsync(StoreSession session, string id)
    {
        if (await session.FirstOrDefaultAsync<ScheduleRow>(
            $"SELECT {ScheduleRow.Columns} FROM schedule WHERE schedule_id = @id AND due_at <= (SELECT now_ms())", new { id }) is not { } row)
        {
            return default;
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(row.Now);
        if (row.Read(time, out var problem) is not { } schedule)
        {
            await PutOffAsync(session, id, problem!);
            return default;
        }

        var runs = MissedRuns.Of(schedule, now);
        if (await MoveOnAsync(session, schedule, now) == 0)
        {
            // Another replica was faster.
            return default;
        }

        return (schedule, runs, runs.Instant is { } instant ? await PutAsync(session, schedule, instant, runs.IsLate, now) : null);
    }

    private Task<int> MoveOnAsync(StoreSession session, Schedule schedule, DateTimeOffset now)
    {
        // Never before the instant that is due now, so that a clock that is set back fires nothing twice.
        var next = schedule.Timing.After(schedule.Occurrence > now ? schedule.Occurrence : now);
        var (occurrence, dueAt) = (schedule.Occurrence.ToUnixTimeMilliseconds(), schedule.DueAt.ToUnixTimeMilliseconds());
        return next is { } instant
            ? session.ExecuteAsync(
                $"UPDATE schedule SET occurrence = @next, due_at = @nextDue WHERE {IsUnchanged}",
                new
                {
                    schedule.Id,
                    occurrence,
                    dueAt,
                    next = instant.ToUnixTimeMilliseconds(),
                    nextDue = (instant + schedule.Timing.Spread(schedule.Id, options.Value.ScheduleSpread)).ToUnixTimeMilliseconds(),
                })
            : session.ExecuteAsync($"DELETE FROM schedule WHERE {IsUnchanged}", new { schedule.Id, occurrence, dueAt });
    }

    private async Task<string> PutAsync(StoreSession session, Schedule schedule, DateTimeOffset instant, bool isLate, DateTimeOffset now)
    {
        var (laneKey, address) = await ConversationStore.WayToAsync(session, schedule.LaneKey);
        var body = schedule.Body;
        var message = new MessageReceived
        {
            Id = RunId(schedule.Id, instant),
            PlatformMessageId = schedule.Id,
            Conversation = address?.Conversation ?? body.Conversation,
            Sender = body.Maker ?? new Sender { Id = "" },
            Text = body.Text,
            SentAt = now,
            ReceivedAt = now,
            ReplyRoute = address?.Route ?? new ReplyRoute { Address = "" },
        };
        var run = new ScheduledRun
        {
            IsPrompt = body.IsPrompt,
            MadeBy = body.Maker is { } maker ? PromptNames.Speaker(maker) : null,
            Language = body.Language,
            DueAt = TimeZoneInfo.ConvertTime(instant, schedule.Timing.Zone),
            IsLate = isLate,
        };
        await mailbox.WriteAsync(session, [new IncomingMessage(laneKey, message.Cleaned(), Trace: null) { Schedule = run }]);
        return laneKey;
    }

    // Another version, or another machine of this one, may be able to run it.
    private async Task PutOffAsync(StoreSession session, string id, string problem)
    {
        if (await session.ExecuteAsync(
            "UPDATE schedule SET due_at = now_ms() + @wait WHERE schedule_id = @id AND due_at <= (SELECT now_ms())",
            new { wait = (long)MissedRuns.TooLate.TotalMilliseconds, id }) > 0)
        {
            Log.ScheduleUnreadable(logger, id, OneLine.Of(problem));
        }
    }

    private static Guid RunId(string scheduleId, DateTimeOffset instant) =>
        DeterministicId.From("schedule", scheduleId, instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
