using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Reactions;

/// <summary>The reactions where the next holder of their account finds them, and their calls.</summary>
internal sealed class ReactionTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    private const int MostRead = 100;

    private const string Set =
        $"""
        SELECT require(NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), '{CallTable.IsNew}');
        SELECT require(NOT EXISTS (SELECT 1 FROM outbox WHERE delivery_id = @id) AND NOT EXISTS (SELECT 1 FROM reaction WHERE reply_id = @id),
            'the reply has not come');
        INSERT INTO reaction (reply_id, lane_key, account, place, is_standing, back_tries, made_at) VALUES (@id, @Key, @account, @place, 1, 0, now_ms());
        {CallTable.Insert}
        """;

    private const string TakeBack =
        $"""
        SELECT require(NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), '{CallTable.IsNew}');
        UPDATE reaction SET back_tries = back_tries + 1 WHERE reply_id = @id;
        {CallTable.Insert}
        """;

    /// <summary>Those that stand, oldest first.</summary>
    public Task<IReadOnlyList<ReactionRow>> StandingAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<ReactionRow>(
                $"""
                SELECT reply_id AS ReplyId, account AS Account, place AS Place, back_tries AS BackTries, now_ms() - made_at AS AgeMs,
                    CASE WHEN outbox.delivery_id IS NOT NULL AND outbox.status NOT IN {OutboxStatus.Open} THEN 1 ELSE 0 END AS HasEnded
                FROM reaction LEFT JOIN outbox ON outbox.delivery_id = reaction.reply_id
                WHERE reaction.lane_key = @Key AND is_standing = 1 ORDER BY made_at LIMIT @MostRead
                """,
                new { lease.Key, MostRead }),
            cancellationToken);

    /// <summary>Written before the call. False when the reply has come or has had a reaction: there must be none.</summary>
    public async Task<bool> BeginAsync(LaneLease lease, ReactionStep step, Guid callId, string month, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ExecuteAsync(
                session => LaneTable.GuardAsync(session, lease, step.IsBack ? TakeBack : Set, Values(step, callId, month), _ => Task.FromResult(true)),
                cancellationToken);
        }
        catch (RequirementException exception)
        {
            // The call's own first commit was made, and the end of it was not seen.
            return exception.Requirement == CallTable.IsNew;
        }
    }

    /// <summary>What came of a call. Even of a former holder: one that is taken back stays so.</summary>
    public Task EndAsync(Guid callId, Guid replyId, bool isStanding, CancellationToken cancellationToken) =>
        EndAsync(callId, replyId, isStanding ? "" : "UPDATE reaction SET is_standing = 0 WHERE reply_id = @id", cancellationToken);

    /// <summary>The call was not made after all.</summary>
    public Task UndoAsync(Guid callId, ReactionStep step, CancellationToken cancellationToken) =>
        EndAsync(
            callId,
            step.Reaction.ReplyId,
            step.IsBack ? "UPDATE reaction SET back_tries = back_tries - 1 WHERE reply_id = @id" : "DELETE FROM reaction WHERE reply_id = @id",
            cancellationToken);

    /// <summary>Gives the accounts work whose reactions stand for too long, and returns their keys.</summary>
    public Task<IReadOnlyList<string>> WakeOverdueAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE reaction SET is_standing = 0 WHERE is_standing = 1 AND made_at <= (SELECT now_ms()) - @longestMs",
                    new { longestMs = (long)Reaction.LongestLife.TotalMilliseconds });
                var keys = await session.QueryAsync<string>(
                    "SELECT DISTINCT lane_key FROM reaction WHERE is_standing = 1 AND made_at <= (SELECT now_ms()) - @lifeMs",
                    new { lifeMs = (long)Reaction.Life.TotalMilliseconds });
                foreach (var key in keys)
                {
                    await LaneTable.AppendAsync(session, key);
                }

                return keys;
            },
            cancellationToken);

    private Task EndAsync(Guid callId, Guid replyId, string change, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE call SET ended_at = now_ms() WHERE call_id = @callId; {change}", new { callId = callId.ToString(), id = replyId.ToString() }),
            cancellationToken);

    private static object Values(ReactionStep step, Guid callId, string month) => new
    {
        id = step.Reaction.ReplyId.ToString(),
        account = step.Reaction.Account,
        place = step.Reaction.Place,
        callId = callId.ToString(),
        api = step.Route.Name,
        conversation = (string?)null,
        month,
        calls = 1,
        webhooks = 0,
    };
}
