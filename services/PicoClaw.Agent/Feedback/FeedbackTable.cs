using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Feedback;

/// <summary>What people think of answers. Forgotten with the turns.</summary>
internal sealed class FeedbackTable([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time)
{
    public const int Days = 30;

    private const int NewestReasons = 3;

    /// <summary>
    /// Writes it, within a transaction, in place of what the person thought before. True when that is news: somebody who only adds a reason is not
    /// counted again.
    /// </summary>
    public static async Task<bool> PutAsync(StoreSession session, GivenFeedback given, DateTimeOffset now)
    {
        var before = await session.FirstOrDefaultAsync<string>("SELECT verdict FROM feedback WHERE turn_id = @TurnId AND person = @Person", given);
        await session.ExecuteAsync(
            """
            INSERT INTO feedback (turn_id, person, lane_key, account, verdict, reason, given_at)
            VALUES (@TurnId, @Person, @LaneKey, @Account, @Verdict, @Reason, @givenAt)
            ON CONFLICT (turn_id, person) DO UPDATE SET
                reason = CASE WHEN feedback.verdict = @Verdict THEN COALESCE(@Reason, feedback.reason) ELSE @Reason END,
                verdict = @Verdict,
                given_at = @givenAt
            """,
            new { given.TurnId, given.Person, given.LaneKey, given.Account, given.Verdict, given.Reason, givenAt = now.ToUnixTimeMilliseconds() });
        return before != given.Verdict;
    }

    /// <summary>False when the press has been noted before.</summary>
    public static async Task<bool> NotePressAsync(StoreSession session, Guid pressId, string turnId) =>
        await session.ExecuteAsync(
            "INSERT INTO feedback_press (press_id, turn_id) VALUES (@pressId, @turnId) ON CONFLICT (press_id) DO NOTHING",
            new { pressId = pressId.ToString(), turnId }) == 1;

    /// <summary>The turn of a reply of the conversation, by its <see cref="ShortId"/>; where sessions are per sender, anybody's.</summary>
    public async Task<RatedTurn?> FindAsync(string laneKey, Conversation conversation, string replyId, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<(string TurnId, string LaneKey, string? Address)>(
                """
                SELECT turn.turn_id, turn.lane_key, conversation.address
                FROM turn LEFT JOIN conversation ON conversation.lane_key = turn.lane_key
                WHERE substr(turn.reply_id, 1, 8) = @replyId
                """,
                new { replyId }),
            cancellationToken);
        return rows.Where(row => row.LaneKey == laneKey || IsIn(conversation, row.Address))
            .Select(row => new RatedTurn(row.TurnId, row.LaneKey))
            .FirstOrDefault();
    }

    /// <summary>The turn of the newest answer that the conversation remembers.</summary>
    public async Task<RatedTurn?> FindNewestAsync(string laneKey, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>(
                """
                SELECT turn.turn_id FROM turn WHERE turn.turn_id = (
                    SELECT history.turn_id FROM history WHERE lane_key = @laneKey AND role = @role ORDER BY position DESC LIMIT 1)
                """,
                new { laneKey, role = HistoryEntry.Assistant }),
            cancellationToken) is { } turnId
            ? new RatedTurn(turnId, laneKey)
            : null;

    /// <summary>Of a group: what was thought of the answers there. Of a direct conversation: of all answers of the account.</summary>
    public Task<FeedbackFigures> CountAsync(string laneKey, Conversation conversation, CancellationToken cancellationToken)
    {
        var (where, key) = conversation.Kind == ConversationKind.Group
            ? ("lane_key = @key", laneKey)
            : ("account = @key", GivenFeedback.AccountOf(conversation));
        var since = time.GetUtcNow().AddDays(-Days).ToUnixTimeMilliseconds();
        return store.QueryAsync(
            session => session.BatchAsync(
                $"""
                SELECT COUNT(*) FROM feedback WHERE {where} AND given_at >= @since AND verdict = '{Verdict.Up}';
                SELECT COUNT(*) FROM feedback WHERE {where} AND given_at >= @since AND verdict = '{Verdict.Down}';
                SELECT verdict, reason FROM feedback WHERE {where} AND given_at >= @since AND reason IS NOT NULL
                ORDER BY given_at DESC, turn_id DESC LIMIT @NewestReasons
                """,
                new { key, since, NewestReasons },
                async results => new FeedbackFigures(
                    await results.FirstOrDefaultAsync<long>(), await results.FirstOrDefaultAsync<long>(), await results.RowsAsync<(string, string)>())),
            cancellationToken);
    }

    private static bool IsIn(Conversation conversation, string? address) =>
        address is not null && StoredBody.TryRead(address, AgentJson.Default.Conversation, out var other, out _)
        && ConversationKey.Of(other) == ConversationKey.Of(conversation);
}
