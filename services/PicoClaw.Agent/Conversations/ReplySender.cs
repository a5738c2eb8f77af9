using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Hands committed replies to egress, in sequence, until each is confirmed.</summary>
internal sealed class ReplySender([FromKeyedServices(AgentService.Name)] IStore store, IConfirmedSender sender, ILogger<ReplySender> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Waits for a broker that is away, unless the process stops: what is unsent then goes first at the next start.</summary>
    public async Task SendUnsentAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        foreach (var (replyId, body) in await UnsentAsync(hold.Lease, cancellationToken))
        {
            var reply = JsonSerializer.Deserialize(body, AgentJson.Default.DeliverMessage)!;
            while (!await TrySendAsync(reply, cancellationToken))
            {
                await hold.WaitAsync(RetryDelay, cancellationToken);
                if (hold.ShouldYield)
                {
                    return;
                }
            }

            await store.WriteAsync(
                async session =>
                {
                    await LaneTable.GuardAsync(session, hold.Lease);
                    await session.ExecuteAsync("UPDATE reply SET sent = 1 WHERE reply_id = @replyId", new { replyId });
                },
                cancellationToken);
        }
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

    private Task<IReadOnlyList<(string ReplyId, string Body)>> UnsentAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.QueryAsync<(string, string)>("SELECT reply_id, body FROM reply WHERE lane_key = @Key AND sent = 0 ORDER BY sequence", lease),
            cancellationToken);
}
