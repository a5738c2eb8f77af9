using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>Commits the one message that tells of a turn while it runs, ahead of the turn's reply.</summary>
internal sealed class TurnAnnouncer([FromKeyedServices(AgentService.Name)] IStore store, ReplyWriter writer, TimeProvider time)
{
    /// <summary>Null when the turn is told of already, by this start or an earlier one, and when it is over or stopped.</summary>
    public Task<UnsentReply?> AnnounceAsync(LaneLease lease, Turn turn, string text, MessageAction action, CancellationToken cancellationToken)
    {
        var note = writer.Announce(turn, lease, text, action, time.GetUtcNow());
        return store.WriteAsync(session => CommitAsync(session, lease, turn, note), cancellationToken);
    }

    private static async Task<UnsentReply?> CommitAsync(StoreSession session, LaneLease lease, Turn turn, DeliverMessage note)
    {
        var isDue = await LaneTable.GuardAsync(
            session,
            lease,
            $"""
            SELECT COUNT(*) FROM turn
            WHERE turn_id = @id AND status = '{TurnStatus.Running}' AND stopped = 0 AND NOT EXISTS (SELECT 1 FROM reply WHERE reply_id = @noteId)
            """,
            new { id = turn.Id.ToString(), noteId = note.Id.ToString() },
            async results => await results.FirstOrDefaultAsync<long>() == 1);
        if (!isDue)
        {
            return null;
        }

        var newest = turn.Taken[^1];
        var (sequence, _) = await session.FirstOrDefaultAsync<(long, long)>(
            ConversationStore.AdvanceSql,
            new
            {
                lease.Key,
                replies = 1,
                entries = 0,
                address = ConversationStore.Json(note.Conversation),
                route = ConversationStore.Json(note.ReplyRoute),
                heardAt = newest.HeardAt,
                person = PersonKey.OfDirect(newest.Message),
            });
        var unsent = new UnsentReply(note with { Sequence = sequence }, newest.Trace);
        var batch = new SqlBatch();
        ReplyWriter.Write(batch, lease.Key, turn.Id, unsent);
        await session.Last().ExecuteAsync(batch.Sql, batch.Parameters);
        return unsent;
    }
}
