using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Usage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.History;

/// <summary>What was said in conversations. Every write is part of a transaction that the lane's lease guards.</summary>
internal sealed class HistoryStore(
    [FromKeyedServices(AgentService.Name)] IStore store, ModelCatalog catalog, TokenCounter tokens, TimeProvider time)
{
    // Summaries keep a history far below this; it only bounds what a conversation costs when no model works.
    private const int MaxEntries = 200;

    public async Task<ConversationHistory> LoadAsync(string laneKey, CancellationToken cancellationToken)
    {
        var history = await store.ReadAsync(session => ReadAsync(session, laneKey), cancellationToken);
        var encoding = catalog.EncodingOf(history.Model);
        var counted = new List<HistoryRow>(history.Entries.Count);
        foreach (var row in history.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counted.Add(row with { Entry = tokens.Counted(encoding, row.Entry) });
        }

        await SaveCountsAsync(laneKey, [.. counted.Except(history.Entries)], cancellationToken);
        return history with { Entries = counted };
    }

    /// <summary>The newest answer; null when there is none.</summary>
    public Task<string?> LastAnswerAsync(string laneKey, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.FirstOrDefaultAsync<string>(
                "SELECT text FROM history WHERE lane_key = @laneKey AND role = @role ORDER BY position DESC LIMIT 1",
                new { laneKey, role = HistoryEntry.Assistant }),
            cancellationToken);

    /// <summary>Replaces everything up to <paramref name="until"/> by the summary; null leaves the summary as it is.</summary>
    public Task CompactAsync(LaneLease lease, long until, string? summary, CallLog calls, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync("DELETE FROM history WHERE lane_key = @Key AND position <= @until", new { lease.Key, until });
                if (summary is not null)
                {
                    await session.ExecuteAsync(
                        "UPDATE conversation SET summary = @summary, summarized_at = @now WHERE lane_key = @Key",
                        new { lease.Key, summary, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
                }

                await UsageStore.AddAsync(session, lease.Key, null, calls);
            },
            cancellationToken);

    public static async Task AppendAsync(StoreSession session, string laneKey, IReadOnlyList<HistoryRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO history (lane_key, position, role, text, parts, tokens, counted_for, turn_id, said_at, told)
                VALUES (@laneKey, @Position, @Role, @Text, @parts, @Tokens, @Model, @turnId, @now, @told)
                """,
                new
                {
                    laneKey,
                    row.Position,
                    row.Entry.Role,
                    row.Entry.Text,
                    parts = StoredEntry.PartsOf(row.Entry),
                    row.Entry.Tokens?.Tokens,
                    row.Entry.Tokens?.Model,
                    turnId = row.TurnId.ToString(),
                    now = now.ToUnixTimeMilliseconds(),
                    told = row.IsTold ? 1 : 0,
                });
        }
    }

    public static Task RemoveTurnAsync(StoreSession session, string laneKey, Guid turnId) =>
        session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey AND turn_id = @id", new { laneKey, id = turnId.ToString() });

    public static Task RemoveFromAsync(StoreSession session, string laneKey, long position) =>
        session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey AND position >= @position", new { laneKey, position });

    public static async Task ClearAsync(StoreSession session, string laneKey)
    {
        await session.ExecuteAsync("DELETE FROM history WHERE lane_key = @laneKey", new { laneKey });
        await session.ExecuteAsync("UPDATE conversation SET summary = NULL, summarized_at = NULL WHERE lane_key = @laneKey", new { laneKey });
    }

    public static Task ChooseModelAsync(StoreSession session, string laneKey, string? model) =>
        session.ExecuteAsync(
            """
            INSERT INTO conversation (lane_key, last_sequence, last_history, model) VALUES (@laneKey, 0, 0, @model)
            ON CONFLICT (lane_key) DO UPDATE SET model = @model
            """,
            new { laneKey, model });

    private async Task<ConversationHistory> ReadAsync(StoreSession session, string laneKey)
    {
        var (model, summary) = await session.FirstOrDefaultAsync<(string?, string?)>(
            "SELECT model, summary FROM conversation WHERE lane_key = @laneKey", new { laneKey });
        var newest = await session.QueryAsync<StoredEntry>(
            """
            SELECT position, turn_id AS TurnId, told, role, text, parts, tokens, counted_for AS CountedFor
            FROM history WHERE lane_key = @laneKey ORDER BY position DESC LIMIT @MaxEntries
            """,
            new { laneKey, MaxEntries });

        // A model that was chosen may have been removed from the configuration since.
        return new ConversationHistory(model is null ? null : catalog.Find(model)?.ModelName, summary, [.. newest.Reverse().Select(stored => stored.Read())]);
    }

    // Not guarded by the lease: the count follows from text and model, so any replica may write it.
    private async Task SaveCountsAsync(string laneKey, IReadOnlyList<HistoryRow> counted, CancellationToken cancellationToken)
    {
        if (counted.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            async session =>
            {
                foreach (var row in counted)
                {
                    await session.ExecuteAsync(
                        "UPDATE history SET tokens = @Tokens, counted_for = @Model WHERE lane_key = @laneKey AND position = @Position",
                        new { row.Entry.Tokens!.Tokens, row.Entry.Tokens.Model, laneKey, row.Position });
                }

                return counted.Count;
            },
            cancellationToken);
    }
}
