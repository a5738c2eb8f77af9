using PicoClaw.Storage;

namespace PicoClaw.Agent.Storage;

// The rows of turns as intake and the lane's holder both write them, within a transaction that holds the lane's fence.
internal static class TurnTable
{
    /// <summary>A turn without messages yet.</summary>
    public static async Task<string> CreateAsync(StoreSession session, string laneKey, string status, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now).ToString();
        await session.ExecuteAsync(
            "INSERT INTO turn (turn_id, lane_key, status, attempts, created_at) VALUES (@id, @laneKey, @status, 0, @createdAt)",
            new { id, laneKey, status, createdAt = now.ToUnixTimeMilliseconds() });
        return id;
    }

    public static Task FailAsync(StoreSession session, string turnId, string error, DateTimeOffset now) =>
        session.ExecuteAsync(
            $"UPDATE turn SET status = '{TurnStatus.Failed}', error = @error, ended_at = @endedAt WHERE turn_id = @turnId",
            new { turnId, error, endedAt = now.ToUnixTimeMilliseconds() });

    /// <summary>
    /// Stops the running turn, else what waits to be one, and makes the message part of what it stops, whose holder sees the flag. A
    /// message that finds nothing to stop waits for its own turn.
    /// </summary>
    public static async Task StopAsync(StoreSession session, string laneKey, Guid messageId, DateTimeOffset now)
    {
        if ((await StopRunningAsync(session, laneKey) ?? await StopWaitingAsync(session, laneKey, now)) is { } turnId)
        {
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @turnId WHERE message_id = @messageId", new { turnId, messageId = messageId.ToString() });
        }
    }

    private static Task<string?> StopRunningAsync(StoreSession session, string laneKey) =>
        session.FirstOrDefaultAsync<string>(
            $"UPDATE turn SET stopped = 1 WHERE lane_key = @laneKey AND status = '{TurnStatus.Running}' RETURNING turn_id", new { laneKey });

    private static async Task<string?> StopWaitingAsync(StoreSession session, string laneKey, DateTimeOffset now)
    {
        const string waiting = "lane_key = @laneKey AND turn_id IS NULL AND command IS NULL";
        if (await session.FirstOrDefaultAsync<int>($"SELECT 1 FROM mailbox WHERE {waiting} LIMIT 1", new { laneKey }) == 0)
        {
            return null;
        }

        var turnId = await CreateAsync(session, laneKey, TurnStatus.Running, now);
        await session.ExecuteAsync("UPDATE turn SET stopped = 1 WHERE turn_id = @turnId", new { turnId });
        await session.ExecuteAsync($"UPDATE mailbox SET turn_id = @turnId WHERE {waiting}", new { turnId, laneKey });
        return turnId;
    }
}
