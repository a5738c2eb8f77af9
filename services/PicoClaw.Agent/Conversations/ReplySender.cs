using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Hands committed replies to egress, in sequence, until each is confirmed.</summary>
internal sealed class ReplySender([FromKeyedServices(AgentService.Name)] IStore store, IConfirmedSender sender)
{
    public async Task SendUnsentAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        foreach (var (replyId, body) in await UnsentAsync(lease, cancellationToken))
        {
            await sender.SendAsync(Intakes.Egress, JsonSerializer.Deserialize(body, AgentJson.Default.DeliverMessage)!, cancellationToken);
            await store.WriteAsync(session => session.ExecuteAsync("UPDATE reply SET sent = 1 WHERE reply_id = @replyId", new { replyId }), cancellationToken);
        }
    }

    private Task<IReadOnlyList<(string ReplyId, string Body)>> UnsentAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.QueryAsync<(string, string)>("SELECT reply_id, body FROM reply WHERE lane_key = @Key AND sent = 0 ORDER BY sequence", lease),
            cancellationToken);
}
