using PicoClaw.Agent.Storage;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>
/// Answers, beside the turn that runs, the stops that stopped nothing: each becomes a turn that is over at once, so no other one follows. A person is told
/// the same once per running turn, however often they ask.
/// </summary>
internal sealed class StopAnswers([FromKeyedServices(AgentService.Name)] IStore store, ReplyWriter writer, TimeProvider time)
{
    /// <summary>The messages of a lane that are such stops, in SQL.</summary>
    public const string Due = "mailbox.turn_id IS NULL AND mailbox.finding IS NOT NULL";

    // More than come between two looks.
    private const int MostStops = 20;

    /// <summary>The stops that wait for an answer, as far as this version can read them.</summary>
    public async Task<IReadOnlyList<TurnMessage>> FindAsync(string laneKey, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<StoredMessage>(
                $"SELECT {StoredMessage.Columns} FROM mailbox WHERE lane_key = @laneKey AND {Due} ORDER BY sent_at, position LIMIT @MostStops",
                new { laneKey, MostStops }),
            cancellationToken);
        return TurnMessages.Read(rows).Messages;
    }

    /// <summary>False when the person has been told: the stop joins the turn that did.</summary>
    public Task<bool> AnswerAsync(LaneLease lease, Turn running, TurnMessage stop, string text, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var answer = new Turn(Guid.CreateVersion7(now), 1, [stop]) { ReplyId = ReplyId(running, stop), Start = 1, StartedAt = now };
        return store.WriteAsync(session => CommitAsync(session, lease, answer, text), cancellationToken);
    }

    private async Task<bool> CommitAsync(StoreSession session, LaneLease lease, Turn answer, string text)
    {
        var teller = await LaneTable.GuardAsync(
            session,
            lease,
            "SELECT turn_id FROM reply WHERE reply_id = @replyId",
            new { replyId = answer.ReplyId.ToString() },
            async results => await results.FirstOrDefaultAsync<string>());
        await session.ExecuteAsync(
            $"UPDATE mailbox SET turn_id = @turnId WHERE message_id = @messageId AND {Due}",
            new { turnId = teller ?? answer.Id.ToString(), messageId = answer.Messages[0].Id.ToString() });
        if (teller is not null)
        {
            return false;
        }

        await session.ExecuteAsync(
            $"""
            INSERT INTO turn (turn_id, lane_key, status, attempts, created_at, ended_at, reply_id)
            VALUES (@turnId, @Key, '{TurnStatus.Committed}', 1, @now, @now, @replyId)
            """,
            new { turnId = answer.Id.ToString(), lease.Key, now = answer.StartedAt.ToUnixTimeMilliseconds(), replyId = answer.ReplyId.ToString() });
        var reply = writer.Compose(answer, lease, answer.Messages, TurnOutcome.Answered(text), answer.StartedAt);
        await ReplyWriter.AppendAsync(session, lease.Key, answer.Id, reply, answer.Taken[0]);
        return true;
    }

    // The same in every start of the running turn and in every replica.
    private static Guid ReplyId(Turn running, TurnMessage stop) =>
        DeterministicId.From("stop answer", running.ReplyId.ToString(), stop.Finding ?? "", stop.Message.Sender.Id);
}
