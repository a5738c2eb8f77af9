using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Blobs;

/// <summary>
/// Where replicas share them: rows of <see cref="ChunkSize"/> in a schema of its own. Each chunk is a transaction, since bytes may come slowly and an open
/// one would hold back the server's housekeeping; the blob is there when its own row is, which comes last.
/// </summary>
internal sealed class PostgresBlobStore(PostgresStore store, TimeProvider time) : IBlobStore, IAsyncDisposable
{
    public const string Schema = "blobs";
    public const int ChunkSize = 256 * 1024;

    private const int MostAtOnce = 50;
    private static readonly TimeSpan ForgetTime = TimeSpan.FromSeconds(5);

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public async Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        var id = BlobId.New(time);
        try
        {
            using var digest = new BlobDigest();
            var buffer = new byte[ChunkSize];
            int length;
            var number = 0;
            do
            {
                length = await content.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, cancellationToken);
                digest.Add(buffer.AsSpan(0, length));
                await AddAsync(id, number++, length == ChunkSize ? buffer : buffer[..length], cancellationToken);
            }
            while (length == ChunkSize);

            var blob = digest.End(id);
            await store.ExecuteAsync(
                session => session.ExecuteAsync(
                    "INSERT INTO blob (blob_id, size, sha256) VALUES (@id, @Size, @Sha256) ON CONFLICT DO NOTHING", new { id, blob.Size, blob.Sha256 }),
                cancellationToken);
            return blob;
        }
        catch
        {
            await ForgetAsync(id);
            throw;
        }
    }

    public async Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        if (!BlobId.TryParse(id, out var known))
        {
            return null;
        }

        var size = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<long?>("SELECT size FROM blob WHERE blob_id = @known", new { known }), cancellationToken);
        return size is { } length ? new PostgresBlobStream(store, known, length) : null;
    }

    public Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                // A blob has at least one chunk, so this finds what was broken off, too.
                var ids = (await session.QueryAsync<Guid>(
                    "SELECT DISTINCT blob_id FROM chunk WHERE blob_id < @first ORDER BY blob_id LIMIT @MostAtOnce",
                    new { first = BlobId.FirstOf(instant), MostAtOnce })).ToArray();
                await session.ExecuteAsync("DELETE FROM blob WHERE blob_id = ANY(@ids); DELETE FROM chunk WHERE blob_id = ANY(@ids)", new { ids });
                return ids.Length;
            },
            cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private Task AddAsync(Guid id, int number, byte[] data, CancellationToken cancellationToken) => store.ExecuteAsync(
        session => session.ExecuteAsync(
            "INSERT INTO chunk (blob_id, number, data) VALUES (@id, @number, @data) ON CONFLICT DO NOTHING", new { id, number, data }),
        cancellationToken);

    // It failed already, so this failure tells nothing new; what is left goes with its age.
    private async Task ForgetAsync(Guid id)
    {
        using var limit = new CancellationTokenSource(ForgetTime, time);
        Task forget = store.ExecuteAsync(session => session.ExecuteAsync("DELETE FROM chunk WHERE blob_id = @id", new { id }), limit.Token);
        await forget.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
