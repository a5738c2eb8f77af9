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
}
