using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Deliveries;

/// <summary>What the platform calls the replies that it was sent. Forgotten with the replies.</summary>
internal sealed class DeliveryTable([FromKeyedServices(AgentService.Name)] IStore store)
{
    // Merging stops at one message's size; this only bounds what a defect could read.
    private const int MostReplies = 50;

    /// <summary>A message that is not a reply of this store leaves no trace.</summary>
    public Task PutAsync(Guid replyId, Conversation conversation, string deliveryKey, CancellationToken cancellationToken) =>
        store.ExecuteAsync(
            session => session.ExecuteAsync(
                "UPDATE reply SET delivery_key = @key WHERE reply_id = @replyId",
                new { key = KeyOf(conversation, deliveryKey), replyId = replyId.ToString() }),
            cancellationToken);

    /// <summary>The stored replies that the conversation was shown under that key, in order.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(Conversation conversation, string deliveryKey, CancellationToken cancellationToken) =>
    [
        .. await store.QueryAsync(
            session => session.QueryAsync<string>(
                "SELECT body FROM reply WHERE delivery_key = @key ORDER BY sequence LIMIT @MostReplies",
                new { key = KeyOf(conversation, deliveryKey), MostReplies }),
            cancellationToken),
    ];

    // With the conversation: one call may reach several, and a quote must not show what was said in another.
    private static string KeyOf(Conversation conversation, string deliveryKey) =>
        DeterministicId.From("delivery", conversation.Channel, conversation.Account, conversation.Id, deliveryKey).ToString();
}
