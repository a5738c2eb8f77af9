using PicoClaw.Agent.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>
/// Forgets conversations in which nothing was said for long, with their lanes. The next message begins a new one: its lane has a new id, so
/// egress counts its replies from 1 again.
/// </summary>
internal sealed class SilentConversations([FromKeyedServices(AgentService.Name)] IStore store)
{
    private const int Page = 200;
    private const long DayMs = 86_400_000;

    // What is still there of a conversation goes first, in its own time.
    private const string IsSilent =
        $"""
        last_day < @day
            AND NOT EXISTS (SELECT 1 FROM history WHERE history.lane_key = conversation.lane_key)
            AND NOT EXISTS (SELECT 1 FROM mailbox WHERE mailbox.lane_key = conversation.lane_key AND mailbox.turn_id IS NULL)
            AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.lane_key = conversation.lane_key AND reply.sent = 0)
            AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.lane_key = conversation.lane_key AND turn.status = '{TurnStatus.Running}')
            AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.lane_key = conversation.lane_key AND turn.status = '{TurnStatus.Pending}')
            AND NOT EXISTS (SELECT 1 FROM schedule WHERE schedule.lane_key = conversation.lane_key)
        """;

    /// <summary>Returns how many were forgotten.</summary>
    public async Task<long> ForgetAsync(long beforeMs, CancellationToken cancellationToken)
    {
        var (day, after, forgotten) = (beforeMs / DayMs, "", 0L);
        while (true)
        {
            var keys = await store.QueryAsync(
                session => session.QueryAsync<string>(
                    $"SELECT lane_key FROM conversation WHERE {IsSilent} AND lane_key > @after ORDER BY lane_key LIMIT @Page", new { day, after, Page }),
                cancellationToken);
            foreach (var key in keys)
            {
                // One at a time, as intake locks several lanes in an order of its own.
                forgotten += await store.WriteAsync(session => ForgetAsync(session, key, day), cancellationToken) ? 1 : 0;
            }

            if (keys.Count < Page)
            {
                return forgotten;
            }

            after = keys[^1];
        }
    }

    // The conversation only with its lane: a message that came meanwhile has given the lane work.
    private static async Task<bool> ForgetAsync(StoreSession session, string key, long day) =>
        await LaneTable.ForgetAsync(session, key, $"EXISTS (SELECT 1 FROM conversation WHERE lane_key = @key AND {IsSilent})", new { key, day })
        && await session.ExecuteAsync("DELETE FROM conversation WHERE lane_key = @key", new { key }) == 1;
}
