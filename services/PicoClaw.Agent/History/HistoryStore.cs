using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>What was said in conversations. What is written here is part of a transaction that the lane's lease guards.</summary>
internal sealed class HistoryStore([FromKeyedServices(AgentService.Name)] IStore store, ModelCatalog catalog, TokenCounter tokens, TimeProvider time)
{
    // Summaries keep a history far below this; it only bounds what a conversation without a working model costs.
    private const int MostEntries = 200;

    public async Task<Memory> LoadAsync(string laneKey, CancellationToken cancellationToken)
    {
        var memory = await store.ReadAsync(session => ReadAsync(session, laneKey), cancellationToken);
        var encoding = catalog.EncodingOf(memory.Model);
        var counted = new List<Remembered>(memory.Entries.Count);
        foreach (var entry in memory.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counted.Add(entry with { Entry = tokens.Counted(encoding, entry.Entry) });
        }

        await KeepAsync(laneKey, [.. counted.Except(memory.Entries)], cancellationToken);
        return memory with { Entries = counted };
    }

    /// <summary>What was said last in answer; null when nothing was.</summary>
    public Task<string?> LastAnswerAsync(string laneKey, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.FirstOrDefaultAsync<string>(
                "SELECT text FROM history WHERE lane_key = @laneKey AND role = @role ORDER BY position DESC LIMIT 1", new { laneKey, role = HistoryEntry.Assistant }),
            cancellationToken);

    /// <summary>Puts the summary in the place of everything up to <paramref name="until"/>; null leaves the summary as it is.</summary>
    public Task CompactAsync(LaneLease lease, long until, string? summary, CallLog calls, CancellationToken cancellationToken) =>
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

                await UsageStore.AddAsync(session, lease.Key, null, calls);
            },
            cancellationToken);

    public static async Task AppendAsync(StoreSession session, string laneKey, Guid turnId, TurnOutcome outcome, long last, DateTimeOffset now)
    {
        var position = last - outcome.History.Count;
        foreach (var entry in outcome.History)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO history (lane_key, position, role, text, tokens, counted_for, turn_id, said_at, told)
                VALUES (@laneKey, @position, @Role, @Text, @Tokens, @Model, @id, @now, @told)
                """,
                new
                {
                    laneKey,
                    position = ++position,
                    entry.Role,
                    entry.Text,
                    entry.Tokens?.Tokens,
                    entry.Tokens?.Model,
                    id = turnId.ToString(),
                    now = now.ToUnixTimeMilliseconds(),
                    told = outcome.IsTold ? 1 : 0,
                });
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

    private async Task<Memory> ReadAsync(StoreSession session, string laneKey)
    {
        var (model, summary) = await session.FirstOrDefaultAsync<(string?, string?)>("SELECT model, summary FROM conversation WHERE lane_key = @laneKey", new { laneKey });
        var newest = await session.QueryAsync<(long Position, string TurnId, long Told, string Role, string Text, long? Tokens, string? CountedFor)>(
            "SELECT position, turn_id, told, role, text, tokens, counted_for FROM history WHERE lane_key = @laneKey ORDER BY position DESC LIMIT @MostEntries",
            new { laneKey, MostEntries });

        // A model that was chosen may have been taken out of the configuration since.
        return new Memory(
            model is null ? null : catalog.Find(model)?.ModelName,
            summary,
            [.. newest.Reverse().Select(row => new Remembered(row.Position, Guid.Parse(row.TurnId), row.Told == 1, Entry(row.Role, row.Text, row.Tokens, row.CountedFor)))]);
    }

    private static HistoryEntry Entry(string role, string text, long? tokens, string? countedFor) =>
        new(role, text) { Tokens = tokens is { } count && countedFor is not null ? new TokenCount(countedFor, count) : null };

    // Nothing is guarded by the lease here: the count follows from text and model, so any replica may write it.
    private async Task KeepAsync(string laneKey, IReadOnlyList<Remembered> counted, CancellationToken cancellationToken)
    {
        if (counted.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            async session =>
            {
                foreach (var entry in counted)
                {
                    await session.ExecuteAsync(
                        "UPDATE history SET tokens = @Tokens, counted_for = @Model WHERE lane_key = @laneKey AND position = @Position",
                        new { entry.Entry.Tokens!.Tokens, entry.Entry.Tokens.Model, laneKey, entry.Position });
                }

                return counted.Count;
            },
            cancellationToken);
    }
}
