using PicoClaw.Agent.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

// A turn that no message starts finds here where its reply goes. The rows are never deleted: they also count the replies of their lanes.
internal sealed class ConversationAddresses([FromKeyedServices(AgentService.Name)] IStore store)
{
    // A message that was sent again late does not replace what newer ones told. Counts as one row, whatever it changes.
    public const string UpsertSql =
        """
        INSERT INTO conversation (lane_key, last_sequence, last_history, address, route, heard_at) VALUES (@key, 0, 0, @address, @route, @sentAt)
        ON CONFLICT (lane_key) DO UPDATE SET
            address = CASE WHEN conversation.heard_at > @sentAt THEN conversation.address ELSE @address END,
            route = CASE WHEN conversation.heard_at > @sentAt THEN conversation.route ELSE @route END,
            heard_at = CASE WHEN conversation.heard_at > @sentAt THEN conversation.heard_at ELSE @sentAt END
        """;

    /// <summary>Null when no message of the conversation came since addresses are stored.</summary>
    public async Task<ConversationAddress?> FindAsync(string laneKey, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(
            session => session.FirstOrDefaultAsync<(string? Address, string? Route)>(
                "SELECT address, route FROM conversation WHERE lane_key = @laneKey", new { laneKey }),
            cancellationToken);
        return stored is ({ } address, { } way)
            && StoredBody.TryRead(address, AgentJson.Default.Conversation, out var conversation, out _)
            && StoredBody.TryRead(way, AgentJson.Default.ReplyRoute, out var route, out _)
            ? new ConversationAddress(conversation, route)
            : null;
    }
}
