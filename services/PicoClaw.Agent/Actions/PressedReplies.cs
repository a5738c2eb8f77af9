using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Actions;

/// <summary>Finds the replies that buttons belong to, within a transaction.</summary>
internal static class PressedReplies
{
    /// <summary>Null when no turn has made or makes it, or nothing of the turn can be read.</summary>
    public static async Task<PressedReply?> FindAsync(StoreSession session, Guid replyId)
    {
        var (turnId, laneKey) = await session.FirstOrDefaultAsync<(string?, string?)>(
            "SELECT turn_id, lane_key FROM turn WHERE substr(reply_id, 1, 8) = @shortId AND reply_id = @replyId",
            new { shortId = ShortId.Of(replyId), replyId = replyId.ToString() });
        if (turnId is null || laneKey is null)
        {
            return null;
        }

        var (messages, _) = TurnMessages.Read(await TurnMessages.RowsAsync(session, turnId));
        return messages.Count == 0 ? null : new PressedReply(turnId, laneKey, messages, await WayAsync(session, laneKey));
    }

    private static async Task<StoredWay> WayAsync(StoreSession session, string laneKey)
    {
        var (route, heardAt, person) = await session.FirstOrDefaultAsync<(string?, long?, string?)>(
            "SELECT route, heard_at, person FROM conversation WHERE lane_key = @laneKey", new { laneKey });
        return new StoredWay(
            route is not null && StoredBody.TryRead(route, AgentJson.Default.ReplyRoute, out var way, out _) ? way : null, heardAt ?? 0, person);
    }
}
