using PicoClaw.Storage;

namespace PicoClaw.Agent.Storage;

/// <summary>Stops turns, within intake's transaction, which has locked the lane against its holder.</summary>
internal static class TurnStops
{
    // Far more than wait in one conversation; it only bounds what a flood costs.
    private const int MostMessages = 1000;

    private const string Waits = "lane_key = @laneKey AND turn_id IS NULL AND command IS NULL";

    /// <summary>
    /// Stops the turn that is meant, and makes the message part of it; its holder sees the flag. A message that stops nothing waits for its own
    /// turn, which tells what was found.
    /// </summary>
    public static async Task StopAsync(StoreSession session, string laneKey, StopRequest stop, DateTimeOffset now)
    {
        var (turnId, finding) = stop.ReplyId is null
            ? await StopAnyAsync(session, laneKey, stop, now)
            : await StopMeantAsync(session, laneKey, stop);
        if (turnId is not null || finding is not null)
        {
            await session.ExecuteAsync(
                "UPDATE mailbox SET turn_id = @turnId, finding = @finding WHERE message_id = @messageId",
                new { turnId, finding, messageId = stop.MessageId.ToString() });
        }
    }

    private static async Task<(string? TurnId, string? Finding)> StopMeantAsync(StoreSession session, string laneKey, StopRequest stop)
    {
        var (turnId, status) = await session.FirstOrDefaultAsync<(string?, string?)>(
            "SELECT turn_id, status FROM turn WHERE substr(reply_id, 1, 8) = @ReplyId AND lane_key = @laneKey ORDER BY created_at DESC LIMIT 1",
            new { stop.ReplyId, laneKey });
        return status switch
        {
            TurnStatus.Running => await StopRunningAsync(session, turnId!, stop),

            // The second press of two: its turn has said that it stopped.
            TurnStatus.Cancelled when stop.IsPressed => (turnId, null),
            _ => (null, StopFinding.Over),
        };
    }

    private static async Task<(string? TurnId, string? Finding)> StopAnyAsync(StoreSession session, string laneKey, StopRequest stop, DateTimeOffset now)
    {
        var running = await session.FirstOrDefaultAsync<string>(
            $"SELECT turn_id FROM turn WHERE lane_key = @laneKey AND status = '{TurnStatus.Running}'", new { laneKey });
        return running is null ? await StopWaitingAsync(session, laneKey, stop, now) : await StopRunningAsync(session, running, stop);
    }

    private static async Task<(string? TurnId, string? Finding)> StopRunningAsync(StoreSession session, string turnId, StopRequest stop)
    {
        var mayStop = stop.MayStopAny || HasAsked(
            stop, await session.QueryAsync<string>("SELECT body FROM mailbox WHERE turn_id = @turnId LIMIT @MostMessages", new { turnId, MostMessages }));
        if (!mayStop)
        {
            return (null, StopFinding.Refused);
        }

        await session.ExecuteAsync("UPDATE turn SET stopped = 1 WHERE turn_id = @turnId", new { turnId });
        return (turnId, null);
    }

    private static async Task<(string? TurnId, string? Finding)> StopWaitingAsync(StoreSession session, string laneKey, StopRequest stop, DateTimeOffset now)
    {
        var waiting = await session.QueryAsync<string>($"SELECT body FROM mailbox WHERE {Waits} LIMIT @MostMessages", new { laneKey, MostMessages });
        if (waiting.Count == 0)
        {
            return (null, null);
        }

        if (!stop.MayStopAny && !HasAsked(stop, waiting))
        {
            return (null, StopFinding.Refused);
        }

        var turnId = await TurnTable.CreateAsync(session, laneKey, TurnStatus.Running, now);
        await session.ExecuteAsync("UPDATE turn SET stopped = 1 WHERE turn_id = @turnId", new { turnId });
        await session.ExecuteAsync($"UPDATE mailbox SET turn_id = @turnId WHERE {Waits}", new { turnId, laneKey });
        return (turnId, null);
    }

    private static bool HasAsked(StopRequest stop, IReadOnlyList<string> bodies) => bodies.Any(body =>
        StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out _) && message.Sender.Id == stop.PersonId);
}
