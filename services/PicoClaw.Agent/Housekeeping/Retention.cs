using Microsoft.Extensions.Options;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage;
using PicoClaw.Storage.Blobs;
using PicoClaw.Storage.Malformed;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>
/// Deletes what is old, in transactions so small that nobody waits for them. What is pending, running or unsent stays, and a
/// conversation as long as anything is said in it.
/// </summary>
internal sealed class Retention(
    [FromKeyedServices(AgentService.Name)] IStore store,
    IOptions<RetentionOptions> options,
    IOptions<BlobOptions> blobs,
    SilentConversations silent,
    TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>Returns how many rows were deleted.</summary>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var rows = await RepeatAsync(session => TurnsAsync(session, Before(options.Value.TurnDays)), cancellationToken);
        rows += await RepeatAsync(session => HistoryAsync(session, Before(options.Value.HistoryDays)), cancellationToken);
        rows += await RepeatAsync(session => SummariesAsync(session, Before(options.Value.HistoryDays)), cancellationToken);
        rows += await RepeatAsync(session => UsageAsync(session, Before(options.Value.UsageDays)), cancellationToken);
        rows += await RepeatAsync(session => MalformedTable.CleanAsync(session, TimeSpan.FromDays(options.Value.TurnDays), Batch), cancellationToken);
        rows += await RepeatAsync(session => AttachmentsAsync(session, Before(blobs.Value.KeepDays)), cancellationToken);

        // Past its window, a count says nothing; it is not counted among what retention deletes.
        await RepeatAsync(session => RatesAsync(session, (time.GetUtcNow() - 2 * TurnRate.Window).ToUnixTimeMilliseconds()), cancellationToken);
        return rows + await silent.ForgetAsync(Before(options.Value.ConversationDays), cancellationToken);
    }

    private long Before(int days) => time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();

    private async Task<long> RepeatAsync(Func<StoreSession, Task<int>> work, CancellationToken cancellationToken)
    {
        long rows = 0;
        int last;
        do
        {
            last = await store.WriteAsync(work, cancellationToken);
            rows += last;
        }
        while (last == Batch);
        return rows;
    }

    private static async Task<int> TurnsAsync(StoreSession session, long before)
    {
        // Marked first, so that nobody replays a dead letter while its message is deleted.
        var taken = await session.ExecuteAsync(
            $"""
            UPDATE turn SET status = '{TurnStatus.Forgotten}'
            WHERE turn_id IN (
                SELECT turn_id FROM turn
                WHERE ended_at < @before AND status IN ('{TurnStatus.Committed}', '{TurnStatus.Failed}', '{TurnStatus.Cancelled}', '{TurnStatus.Limited}')
                    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.turn_id = turn.turn_id AND reply.sent = 0)
                ORDER BY ended_at LIMIT @Batch)
            """,
            new { before, Batch });
        if (taken > 0)
        {
            const string forgotten = $"turn_id IN (SELECT turn_id FROM turn WHERE status = '{TurnStatus.Forgotten}')";
            await session.ExecuteAsync($"DELETE FROM reply WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM mailbox WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM lost_start WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM turn_file WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM feedback WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM feedback_press WHERE {forgotten}");
            await session.ExecuteAsync($"DELETE FROM turn WHERE status = '{TurnStatus.Forgotten}'");
        }

        return taken;
    }

    private static Task<int> HistoryAsync(StoreSession session, long before) =>
        session.ExecuteAsync(
            "DELETE FROM history WHERE (lane_key, position) IN (SELECT lane_key, position FROM history WHERE said_at < @before ORDER BY said_at LIMIT @Batch)",
            new { before, Batch });

    private static Task<int> SummariesAsync(StoreSession session, long before) =>
        session.ExecuteAsync(
            """
            UPDATE conversation SET summary = NULL, summarized_at = NULL
            WHERE lane_key IN (SELECT lane_key FROM conversation WHERE summarized_at < @before ORDER BY summarized_at LIMIT @Batch)
            """,
            new { before, Batch });

    private static Task<int> AttachmentsAsync(StoreSession session, long before) =>
        session.ExecuteAsync(
            """
            DELETE FROM attachment WHERE attachment_key IN (
                SELECT attachment_key FROM attachment WHERE fetched_at < @before ORDER BY fetched_at LIMIT @Batch)
            """,
            new { before, Batch });

    private static Task<int> RatesAsync(StoreSession session, long before) =>
        session.ExecuteAsync(
            "DELETE FROM turn_rate WHERE person IN (SELECT person FROM turn_rate WHERE window_at < @before ORDER BY window_at LIMIT @Batch)",
            new { before, Batch });

    private static Task<int> UsageAsync(StoreSession session, long before) =>
        session.ExecuteAsync(
            "DELETE FROM model_usage WHERE usage_id IN (SELECT usage_id FROM model_usage WHERE used_at < @before ORDER BY used_at LIMIT @Batch)",
            new { before, Batch });
}
