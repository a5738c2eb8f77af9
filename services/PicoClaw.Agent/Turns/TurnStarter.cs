using System.Globalization;
using PicoClaw.Agent.Storage;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>
/// Starts turns, within a transaction that the lane's lease guards. A turn of messages that wait takes two round trips, and a third that counts
/// it for its people.
/// </summary>
internal sealed class TurnStarter(LostStarts lostStarts, TurnRate rate, TimeProvider time)
{
    private const int MaxMessages = 50;

    // One message more than a turn takes tells whether it takes them all.
    private const int MaxRows = MaxMessages + 1;

    private const string Waiting =
        $"SELECT {StoredMessage.Columns} FROM mailbox WHERE lane_key = @Key AND turn_id IS NULL ORDER BY sent_at, position LIMIT @MaxRows";

    private const string UnsentAndUnfinished =
        $"""
        SELECT (SELECT COUNT(*) FROM reply WHERE lane_key = @Key AND sent = 0),
            (SELECT COUNT(*) FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Running}')
                + (SELECT COUNT(*) FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Pending}')
        """;

    /// <summary>As <see cref="TurnStore.StartNextAsync"/>.</summary>
    public async Task<Turn?> StartNextAsync(StoreSession session, LaneLease lease, StartNotes notes)
    {
        var ((unsent, unfinished), waiting) = await LaneTable.GuardAsync(
            session,
            lease,
            $"{UnsentAndUnfinished};\n{Waiting}",
            new { MaxRows },
            async results => (await results.FirstOrDefaultAsync<(long, long)>(), await results.RowsAsync<StoredMessage>()));
        if (unsent > 0)
        {
            return null;
        }

        while (unfinished > 0 && (await RunningAsync(session, lease) ?? await ResumeAsync(session, lease)) is { } id)
        {
            var (messages, broken) = TurnMessages.Read(await TurnMessages.RowsAsync(session, id));
            notes.Unreadable.AddRange(broken);
            await TurnMessages.SetAsideAsync(session, lease.Key, id, messages, broken, time.GetUtcNow());
            if (messages.Count > 0)
            {
                return await StartAsync(session, id, messages);
            }
        }

        while (waiting.Count > 0)
        {
            if (await OpenAsync(session, lease, waiting, notes) is { } turn)
            {
                return turn;
            }

            waiting = await session.QueryAsync<StoredMessage>(Waiting, new { lease.Key, MaxRows });
        }

        return null;
    }

    private static Task<string?> RunningAsync(StoreSession session, LaneLease lease) =>
        session.FirstOrDefaultAsync<string>($"SELECT turn_id FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Running}'", lease);

    private static Task<string?> ResumeAsync(StoreSession session, LaneLease lease) =>
        session.FirstOrDefaultAsync<string>(
            $"""
            UPDATE turn SET status = '{TurnStatus.Running}'
            WHERE turn_id = (SELECT turn_id FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Pending}' ORDER BY created_at, turn_id LIMIT 1)
            RETURNING turn_id
            """,
            lease);

    private async Task<Turn> StartAsync(StoreSession session, string id, IReadOnlyList<TurnMessage> messages)
    {
        await lostStarts.WriteAsync(session, Guid.Parse(id));
        var (starts, lost, stopped, toolsStarted, replays, limitedUntil, createdAt) = await session.FirstOrDefaultAsync<(int, int, int, int, int, long?, long)>(
            """
            SELECT attempts, (SELECT COUNT(*) FROM lost_start WHERE lost_start.turn_id = turn.turn_id), stopped, tools_started, replays,
                limited_until, created_at
            FROM turn WHERE turn_id = @id
            """,
            new { id });
        var turn = new Turn(Guid.Parse(id), starts - lost + 1, messages)
        {
            ReplyId = ReplyId(id, replays),
            Start = starts + 1,
            StartedAt = replays > 0 ? time.GetUtcNow() : DateTimeOffset.FromUnixTimeMilliseconds(createdAt),
            IsStopped = stopped == 1,
            IsReplay = replays > 0,
            ToolsStarted = toolsStarted == 1,
            LimitedUntil = limitedUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            MoreWaits = true,
        };
        await session.ExecuteAsync(
            "UPDATE turn SET reply_id = @replyId, attempts = attempts + @counted WHERE turn_id = @id",
            new { replyId = turn.ReplyId.ToString(), counted = turn.IsStarted ? 1 : 0, id });
        return turn;
    }

    /// <summary>A turn of the first of the messages; null when none of them can be read, or their people know that they ask too much.</summary>
    private async Task<Turn?> OpenAsync(StoreSession session, LaneLease lease, IReadOnlyList<StoredMessage> waiting, StartNotes notes)
    {
        IReadOnlyList<StoredMessage> taken = waiting[0].IsAlone
            ? [waiting[0]]
            : [.. waiting.Take(MaxMessages).TakeWhile(message => !message.IsAlone)];
        var now = time.GetUtcNow();
        var (messages, broken) = TurnMessages.Read(taken);

        // A schedule has limits of its own, and its turn is nobody's.
        var limit = taken[0].Schedule is null ? await rate.CountAsync(session, messages) : null;
        var isOver = limit is { IsTold: true };
        var id = Guid.CreateVersion7(now);
        var (turnId, replyId) = (id.ToString(), ReplyId(id.ToString(), replays: 0));
        await InsertAsync(broken.Count == 0 && !isOver ? session.Last() : session, lease.Key, (turnId, replyId), taken, limit, now);
        if (broken.Count > 0)
        {
            notes.Unreadable.AddRange(broken);
            await TurnMessages.SetAsideAsync(session, lease.Key, turnId, messages, broken, now);
        }

        if (limit is not null)
        {
            notes.Limited.Add(string.Join(", ", messages.Select(message => message.Message.Sender.Id).Distinct(StringComparer.Ordinal)));
        }

        return messages.Count == 0 || isOver
            ? null
            : new Turn(id, 1, messages)
            {
                ReplyId = replyId,
                Start = 1,
                StartedAt = now,
                MoreWaits = waiting.Count > taken.Count,
                LimitedUntil = limit?.Until,
            };
    }

    private static Task InsertAsync(
        StoreSession session, string laneKey, (string Turn, Guid Reply) ids, IReadOnlyList<StoredMessage> taken, TurnLimit? limit, DateTimeOffset now)
    {
        var isOver = limit is { IsTold: true };

        // Intake goes on: what has come in since they were read has a later position, and waits even if it was sent earlier.
        return session.ExecuteAsync(
            $"""
            INSERT INTO turn (turn_id, lane_key, status, attempts, created_at, reply_id, limited_until, ended_at)
            VALUES (@turnId, @laneKey, '{(isOver ? TurnStatus.Limited : TurnStatus.Running)}', 1, @createdAt, @replyId, @limitedUntil, @endedAt);
            UPDATE mailbox SET turn_id = @turnId
            WHERE lane_key = @laneKey AND turn_id IS NULL AND (sent_at, position) <= (@SentAt, @Position) AND position <= @newest
            """,
            new
            {
                turnId = ids.Turn,
                laneKey,
                createdAt = now.ToUnixTimeMilliseconds(),
                replyId = ids.Reply.ToString(),
                limitedUntil = limit?.Until.ToUnixTimeMilliseconds(),
                endedAt = isOver ? now.ToUnixTimeMilliseconds() : (long?)null,
                taken[^1].SentAt,
                taken[^1].Position,
                newest = taken.Max(message => message.Position),
            });
    }

    // Deterministic, so that every start and every replica gives the turn the same id.
    private static Guid ReplyId(string turnId, int replays) => replays == 0
        ? DeterministicId.From("reply", turnId)
        : DeterministicId.From("reply", turnId, replays.ToString(CultureInfo.InvariantCulture));
}
