using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Hands committed replies to egress, in sequence, until each is confirmed.</summary>
internal sealed class ReplySender(
    [FromKeyedServices(AgentService.Name)] IStore store, WaitingWork waiting, IConfirmedSender sender, ILogger<ReplySender> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// True when all are with egress. Waits for a broker that is away, unless the process stops or other lanes want the place: the unsent
    /// go first when the lane is worked on again.
    /// </summary>
    public async Task<bool> SendUnsentAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        foreach (var (replyId, body, parent) in await UnsentAsync(hold.Lease, cancellationToken))
        {
            using var trace = AgentTrace.Reply(replyId, parent);
            if (!StoredBody.TryRead(body, AgentJson.Default.DeliverMessage, out var reply, out var problem))
            {
                await GiveUpAsync(hold.Lease, replyId, problem, cancellationToken);
                continue;
            }

            while (!await TrySendAsync(reply, cancellationToken))
            {
                await hold.WaitAsync(RetryDelay, cancellationToken);
                if (hold.ShouldYield || await waiting.InOtherLanesAsync(cancellationToken))
                {
                    return false;
                }
            }

            await WriteAsync(hold.Lease, "UPDATE reply SET sent = 1 WHERE reply_id = @replyId", replyId, null, cancellationToken);
        }

        return true;
    }

    // Egress skips its sequence number after a while. As a dead letter the turn can be replayed, which makes a reply that this version can
    // read.
    private async Task GiveUpAsync(LaneLease lease, string replyId, string problem, CancellationToken cancellationToken)
    {
        Log.ReplyUnreadable(logger, replyId, lease.Key, problem);
        await WriteAsync(
            lease,
            $"""
            UPDATE turn SET status = '{TurnStatus.Failed}', error = @problem WHERE turn_id = (SELECT turn_id FROM reply WHERE reply_id = @replyId);
            UPDATE reply SET sent = 1 WHERE reply_id = @replyId
            """,
            replyId,
            $"its reply {replyId} cannot be read by this version: {problem}",
            cancellationToken);
    }

    private Task WriteAsync(LaneLease lease, string sql, string replyId, string? problem, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync(sql, new { replyId, problem });
            },
            cancellationToken);

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
