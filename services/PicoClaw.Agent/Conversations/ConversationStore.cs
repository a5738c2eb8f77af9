using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>The conversations: where each one is, so that a turn can start without a message, and how far it has come.</summary>
internal sealed class ConversationStore([FromKeyedServices(AgentService.Name)] IStore store)
{
    private const string Today = "now_ms() / 86400000";

    /// <summary>
    /// The commit's part: gives out the sequence numbers of the turn's replies, of which the last is told, and the position of the last of the
    /// turn's history entries.
    /// </summary>
    public const string AdvanceSql =
        $"""
        INSERT INTO conversation (lane_key, last_sequence, last_history, address, route, heard_at, last_day, person)
        VALUES (@Key, @replies, @entries, @address, @route, @heardAt, {Today}, @person)
        ON CONFLICT (lane_key) DO UPDATE SET
            last_sequence = conversation.last_sequence + @replies,
            last_history = conversation.last_history + @entries,
            last_day = {Today},
            person = COALESCE(@person, conversation.person),
            address = CASE WHEN conversation.heard_at > @heardAt THEN conversation.address ELSE @address END,
            route = CASE WHEN conversation.heard_at > @heardAt THEN conversation.route ELSE @route END,
            heard_at = CASE WHEN conversation.heard_at > @heardAt THEN conversation.heard_at ELSE @heardAt END
        RETURNING last_sequence, last_history
        """;

    /// <summary>
    /// Null when the conversation is unknown, or when its last turn was committed by a version that stored no addresses.
    /// </summary>
    public async Task<ConversationAddress?> FindAddressAsync(string laneKey, CancellationToken cancellationToken)
    {
        var stored = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<(string? Address, string? Route)>(
                "SELECT address, route FROM conversation WHERE lane_key = @laneKey", new { laneKey }),
            cancellationToken);
        return Read(stored);
    }

    /// <summary>
    /// Where a turn without a message goes, within a transaction. The configuration knows a direct conversation by its person: it is the one in which that
    /// person wrote, if there is one. No address: nothing is known but the key.
    /// </summary>
    public static async Task<(string LaneKey, ConversationAddress? Address)> WayToAsync(StoreSession session, string laneKey)
    {
        var (key, address, route) = await session.FirstOrDefaultAsync<(string?, string?, string?)>(
            """
            SELECT lane_key, address, route FROM conversation WHERE lane_key = @laneKey OR person = @laneKey
            ORDER BY CASE WHEN person = @laneKey THEN 0 ELSE 1 END, heard_at DESC LIMIT 1
            """,
            new { laneKey });
        return (key ?? laneKey, Read((address, route)));
    }

    private static ConversationAddress? Read((string? Address, string? Route) stored) =>
        stored is ({ } address, { } way)
            && StoredBody.TryRead(address, AgentJson.Default.Conversation, out var conversation, out _)
            && StoredBody.TryRead(way, AgentJson.Default.ReplyRoute, out var route, out _)
            ? new ConversationAddress(conversation, route)
            : null;

    /// <summary>
    /// Intake's part: only a conversation's first message is stored here, later ones cost nothing before their turn's commit.
    /// </summary>
    /// <param name="session">Its transaction.</param>
    /// <param name="laneKey">The conversation's.</param>
    /// <param name="message">The first one.</param>
    /// <param name="heardAt">When it was sent; 0 for what a schedule put there, which knows less than any message.</param>
    public static Task AddAsync(StoreSession session, string laneKey, MessageReceived message, long heardAt) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO conversation (lane_key, last_sequence, last_history, address, route, heard_at, last_day, person)
            VALUES (@laneKey, 0, 0, @address, @route, @heardAt, {Today}, @person)
            ON CONFLICT (lane_key) DO NOTHING
            """,
            new
            {
                laneKey,
                address = Json(message.Conversation),
                route = Json(message.ReplyRoute),
                heardAt,
                person = heardAt > 0 ? PersonKey.OfDirect(message) : null,
            });

    public static string Json(Conversation conversation) => JsonSerializer.Serialize(conversation, AgentJson.Default.Conversation);

    public static string Json(ReplyRoute route) => JsonSerializer.Serialize(route, AgentJson.Default.ReplyRoute);
}
