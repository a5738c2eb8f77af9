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
        var (model, summary, newest) = await store.QueryAsync(session => ReadAsync(session, laneKey), cancellationToken);
        var encoding = catalog.EncodingOf(model);
        var (rows, counted) = (new HistoryRow[newest.Count], new List<HistoryRow>());
        for (var index = 0; index < rows.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = newest[^(index + 1)].Read();
            var entry = tokens.Counted(encoding, row.Entry);
            if (!ReferenceEquals(entry, row.Entry))
            {
                row = row with { Entry = entry };
                counted.Add(row);
            }

            rows[index] = row;
        }

        await SaveCountsAsync(laneKey, counted, cancellationToken);
        return new ConversationHistory(model, summary, rows);
    }

    /// <summary>The newest answer; null when there is none.</summary>
    public Task<string?> LastAnswerAsync(string laneKey, CancellationToken cancellationToken) =>
        store.QueryAsync(
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
                var batch = new SqlBatch();
                batch.Add($"DELETE FROM history WHERE lane_key = {lease.Key} AND position <= {until}");
                if (summary is not null)
                {
                    var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                    batch.Add($"UPDATE conversation SET summary = {summary}, summarized_at = {now} WHERE lane_key = {lease.Key}");
                }

                UsageStore.Add(batch, lease.Key, null, calls);
                await session.Last().ExecuteAsync(batch.Sql, batch.Parameters);
            },
            cancellationToken);

    public static void Append(SqlBatch batch, string laneKey, IReadOnlyList<HistoryRow> rows, DateTimeOffset now)
    {
        foreach (var (position, turnId, isTold, entry) in rows)
        {
            batch.Add(
                $"""
                INSERT INTO history (lane_key, position, role, text, parts, tokens, counted_for, turn_id, said_at, told)
                VALUES (
                    {laneKey}, {position}, {entry.Role}, {entry.Text}, {StoredEntry.PartsOf(entry)}, {entry.Tokens?.Tokens}, {entry.Tokens?.Model},
                    {turnId.ToString()}, {now.ToUnixTimeMilliseconds()}, {(isTold ? 1 : 0)})
                """);
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

    // Two statements and no transaction: only the holder of the lane, who reads, changes what they read.
    private async Task<(string? Model, string? Summary, IReadOnlyList<StoredEntry> Newest)> ReadAsync(StoreSession session, string laneKey)
    {
        var ((model, summary), newest) = await session.BatchAsync(
            """
            SELECT model, summary FROM conversation WHERE lane_key = @laneKey;
            SELECT position, turn_id AS TurnId, told, role, text, parts, tokens, counted_for AS CountedFor
            FROM history WHERE lane_key = @laneKey ORDER BY position DESC LIMIT @MaxEntries
            """,
            new { laneKey, MaxEntries },
            async results => (await results.FirstOrDefaultAsync<(string?, string?)>(), await results.RowsAsync<StoredEntry>()));

        // A model that was chosen may have been removed from the configuration since.
        return (model is null ? null : catalog.Find(model)?.ModelName, summary, newest);
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
            },
            cancellationToken);
    }
}
