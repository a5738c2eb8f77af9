namespace PicoClaw.Storage.Malformed;

/// <summary>The messages that a service's intakes could not take. A flood of them deletes the oldest, so the table stays small.</summary>
public sealed class MalformedTable(IStore store)
{
    private const int MostRows = 10_000;

    // Large enough for each message that PicoClaw itself sends.
    private const int LongestBody = 1024 * 1024;

    /// <summary>True when it was not there yet.</summary>
    public Task<bool> PutAsync(MalformedRow row, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session => await session.FirstOrDefaultAsync<long>(
                """
                INSERT INTO malformed (malformed_id, intake, conversation, reason, body, size, arrivals, last_at)
                VALUES (@Id, @Intake, @Conversation, @Reason, @body, @Size, 1, now_ms())
                ON CONFLICT (malformed_id) DO UPDATE SET reason = excluded.reason, body = excluded.body, size = excluded.size,
                    arrivals = malformed.arrivals + 1, last_at = excluded.last_at
                RETURNING arrivals
                """,
                new { row.Id, row.Intake, row.Conversation, row.Reason, body = Cut(row.Body), row.Size }) == 1,
            cancellationToken);

    /// <summary>The newest, without their bodies.</summary>
    public Task<IReadOnlyList<MalformedRow>> ListAsync(int limit, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<MalformedRow>(
                $"SELECT {MalformedRow.Columns} FROM malformed ORDER BY last_at DESC, malformed_id LIMIT @limit", new { limit }),
            cancellationToken);

    public Task<MalformedRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.FirstOrDefaultAsync<MalformedRow>(
                $"SELECT {MalformedRow.Columns}, body AS Body FROM malformed WHERE malformed_id = @id", new { id }),
            cancellationToken);

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await store.ExecuteAsync(session => session.ExecuteAsync("DELETE FROM malformed WHERE malformed_id = @id", new { id }), cancellationToken) > 0;

    /// <summary>Deletes what is older than <paramref name="keep"/>, and the oldest of more than 10,000; at most <paramref name="batch"/> of each.</summary>
    public static async Task<int> CleanAsync(StoreSession session, TimeSpan keep, int batch)
    {
        const string oldest = "DELETE FROM malformed WHERE malformed_id IN (SELECT malformed_id FROM malformed";
        var old = await session.ExecuteAsync(
            $"{oldest} WHERE last_at < (SELECT now_ms()) - @keepMs ORDER BY last_at LIMIT @batch)", new { keepMs = (long)keep.TotalMilliseconds, batch });
        var tooMany = await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM malformed") - MostRows;
        return tooMany <= 0
            ? old
            : Math.Max(old, await session.ExecuteAsync($"{oldest} ORDER BY last_at LIMIT @some)", new { some = Math.Min(tooMany, batch) }));
    }

    private static string Cut(string body) => body.Length <= LongestBody ? body : body[..LongestBody];
}
