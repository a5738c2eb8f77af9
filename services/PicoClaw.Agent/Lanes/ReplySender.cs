using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Hands committed replies to egress, in sequence, until each is confirmed.</summary>
internal sealed class ReplySender(
    [FromKeyedServices(AgentService.Name)] IStore store, WaitingWork waiting, IConfirmedSender sender, SentMarks marks, ILogger<ReplySender> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Sends the replies that the store has as unsent, those of a replica that died or that are asked for again; false when there are none.
    /// Stops where <see cref="SendAsync"/> does: the rest go first when the lane is worked on again.
    /// </summary>
    public async Task<bool> SendUnsentAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var unsent = await UnsentAsync(hold.Lease, cancellationToken);
        await SendAsync(hold, unsent, reply => SendAsync(hold, reply, cancellationToken), cancellationToken);
        return unsent.Count > 0;
    }

    /// <summary>The same, with one try for each; false when some may be left.</summary>
    public async Task<bool> TrySendUnsentAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var unsent = await UnsentAsync(hold.Lease, cancellationToken);
        return await SendAsync(hold, unsent, reply => TrySendAsync(reply, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// True when it is with egress, and its files. Waits for a broker that is away, unless the process stops or other lanes want the place.
    /// </summary>
    public async Task<bool> SendAsync(LaneHold hold, UnsentReply reply, CancellationToken cancellationToken)
    {
        foreach (var one in (IEnumerable<UnsentReply>)[reply, .. reply.Files])
        {
            if (!await SendOneAsync(hold, one, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False when one could not be sent; those after it wait, too.</summary>
    private async Task<bool> SendAsync(
        LaneHold hold,
        IReadOnlyList<(string ReplyId, string Body, string? Trace)> unsent,
        Func<UnsentReply, Task<bool>> sendAsync,
        CancellationToken cancellationToken)
    {
        foreach (var (replyId, body, trace) in unsent)
        {
            if (!StoredBody.TryRead(body, AgentJson.Default.DeliverMessage, out var reply, out var problem))
            {
                await GiveUpAsync(hold.Lease, replyId, problem, cancellationToken);
            }
            else if (!await sendAsync(new UnsentReply(reply, trace)))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> TrySendAsync(UnsentReply reply, CancellationToken cancellationToken)
    {
        using var trace = AgentTrace.Reply(reply.Message.Id.ToString(), reply.Trace);
        if (!await TrySendAsync(reply.Message, cancellationToken))
        {
            return false;
        }

        await marks.AddAsync(reply.Message.Id, cancellationToken);
        return true;
    }

    private async Task<bool> SendOneAsync(LaneHold hold, UnsentReply reply, CancellationToken cancellationToken)
    {
        using var trace = AgentTrace.Reply(reply.Message.Id.ToString(), reply.Trace);
        while (!await TrySendAsync(reply.Message, cancellationToken))
        {
            await hold.WaitAsync(RetryDelay, cancellationToken);
            if (hold.ShouldYield || await waiting.InOtherLanesAsync(cancellationToken))
            {
                return false;
            }
        }

        await marks.AddAsync(reply.Message.Id, cancellationToken);
        return true;
    }

    // Egress skips its sequence number after a while. As a dead letter the turn can be replayed, which makes a reply that this version can
    // read. Of a turn that still runs it is only a note.
    private Task GiveUpAsync(LaneLease lease, string replyId, string problem, CancellationToken cancellationToken)
    {
        Log.ReplyUnreadable(logger, replyId, lease.Key, problem);
        return store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync(
                    $"""
                    UPDATE turn SET status = '{TurnStatus.Failed}', error = @error 
                    WHERE turn_id = (SELECT turn_id FROM reply WHERE reply_id = @replyId) AND status <> '{TurnStatus.Running}';
                    UPDATE reply SET sent = 1 WHERE reply_id = @replyId
                    """,
                    new { replyId, error = $"its reply {replyId} cannot be read by this version: {problem}" });
            },
            cancellationToken);
    }

    private async Task<bool> TrySendAsync(DeliverMessage reply, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(Intakes.Egress, reply, cancellationToken);
            return true;
        }
        catch (NotConfirmedException exception)
        {
            Log.ReplyNotConfirmed(logger, reply.Id, exception.Message);
            return false;
        }
    }

    private Task<IReadOnlyList<(string ReplyId, string Body, string? Trace)>> UnsentAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<(string, string, string?)>(
                "SELECT reply_id, body, trace FROM reply WHERE lane_key = @Key AND sent = 0 ORDER BY sequence", lease),
            cancellationToken);
}
