using PicoClaw.Agent.Models;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>What was said in conversations. What is written here is part of a transaction that the lane's lease guards.</summary>
internal sealed class HistoryStore([FromKeyedServices(AgentService.Name)] IStore store, ModelCatalog catalog, TimeProvider time)
{
    // Summaries keep a history far below this; it only bounds what a conversation without a working model costs.
    private const int MostEntries = 200;

    public Task<Memory> LoadAsync(string laneKey, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                var (model, summary) = await session.FirstOrDefaultAsync<(string?, string?)>("SELECT model, summary FROM conversation WHERE lane_key = @laneKey", new { laneKey });
                var newest = await session.QueryAsync<(long Position, string TurnId, long Told, string Role, string Text)>(
                    "SELECT position, turn_id, told, role, text FROM history WHERE lane_key = @laneKey ORDER BY position DESC LIMIT @MostEntries", new { laneKey, MostEntries });

                // A model that was chosen may have been taken out of the configuration since.
                return new Memory(
                    model is null ? null : catalog.Find(model)?.ModelName, summary, [.. newest.Reverse().Select(row => new Remembered(row.Position, Guid.Parse(row.TurnId), row.Told == 1, new HistoryEntry(row.Role, row.Text)))]);
            },
            cancellationToken);

    /// <summary>Puts the summary in the place of everything up to <paramref name="until"/>; null leaves the summary as it is.</summary>
    public Task CompactAsync(LaneLease lease, long until, string? summary, ModelUsage? usage, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var now = time.GetUtcNow();
                await session.ExecuteAsync("DELETE FROM history WHERE lane_key = @Key AND position <= @until", new { lease.Key, until });
                if (summary is not null)
                {
                    await session.ExecuteAsync(
                        "UPDATE conversation SET summary = @summary, summarized_at = @now WHERE lane_key = @Key", new { lease.Key, summary, now = now.ToUnixTimeMilliseconds() });
                }

                if (usage is not null)
                {
                    await UsageStore.AddAsync(session, lease.Key, null, usage, now);
                }
            },
            cancellationToken);

    public static async Task AppendAsync(StoreSession session, string laneKey, Guid turnId, TurnOutcome outcome, long last, DateTimeOffset now)
    {
        var position = last - outcome.History.Count;
        foreach (var entry in outcome.History)
        {
            await session.ExecuteAsync(
                "INSERT INTO history (lane_key, position, role, text, turn_id, said_at, told) VALUES (@laneKey, @position, @Role, @Text, @id, @now, @told)",
                new { laneKey, position = ++position, entry.Role, entry.Text, id = turnId.ToString(), now = now.ToUnixTimeMilliseconds(), told = outcome.IsTold ? 1 : 0 });
        }
    }

    public static Task RemoveTurnAsync(StoreSession session, string laneKey, Guid turnId) =>
        session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey AND turn_id = @id", new { laneKey, id = turnId.ToString() });

    public static Task RemoveFromAsync(StoreSession session, string laneKey, long position) =>
        session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey AND position >= @position", new { laneKey, position });

    public static async Task ForgetAsync(StoreSession session, string laneKey)
    {
        await session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey", new { laneKey });
        await session.ExecuteAsync("UPDATE conversation SET summary = NULL, summarized_at = NULL WHERE lane_key = @laneKey", new { laneKey });
    }

    /// <summary>There is no row before the conversation's first turn is committed.</summary>
    public static Task ChooseModelAsync(StoreSession session, string laneKey, string? model) =>
        session.ExecuteAsync(
            """
            INSERT INTO conversation (lane_key, last_sequence, last_history, model) VALUES (@laneKey, 0, 0, @model)
            ON CONFLICT (lane_key) DO UPDATE SET model = @model
            """,
            new { laneKey, model });
}
