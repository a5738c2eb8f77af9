using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>Commits the one message that tells of a turn while it runs, ahead of the turn's reply.</summary>
internal sealed class TurnAnnouncer([FromKeyedServices(AgentService.Name)] IStore store, ReplyWriter writer, TimeProvider time)
{
    /// <summary>False when the turn is told of already, by this start or an earlier one, and when it is over or stopped.</summary>
    public Task<bool> AnnounceAsync(LaneLease lease, Turn turn, string text, MessageAction action, CancellationToken cancellationToken)
    {
        var note = writer.Announce(turn, lease, text, action, time.GetUtcNow());
        return store.WriteAsync(session => CommitAsync(session, lease, turn, note), cancellationToken);
    }

    private static async Task<bool> CommitAsync(StoreSession session, LaneLease lease, Turn turn, DeliverMessage note)
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
        if (isDue)
        {
            await ReplyWriter.AppendAsync(session, lease.Key, turn.Id, note, turn.Taken[^1]);
        }

        return isDue;
    }
}
