using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Blobs;
using PicoClaw.Storage.Postgres;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Storage.Tests.Blobs;

public sealed class PostgresBlobStoreTests : BlobStoreTests
{
    private readonly TestPostgres _database = new();
    private readonly List<PostgresBlobStore> _opened = [];

    private protected override async Task<IBlobStore> OpenAsync()
    {
        await _database.EnsureAsync();
        var store = BlobServiceCollectionExtensions.OpenStore(
            PostgresAddress.TryParse(_database.Address, PostgresBlobStore.Schema)!, NullLogger<PostgresStore>.Instance);
        var blobs = new PostgresBlobStore(store, Time);
        _opened.Add(blobs);
        await blobs.MigrateAsync(Cancel);
        return blobs;
    }

    private protected override async ValueTask CloseAsync()
    {
        foreach (var blobs in _opened)
        {
            await blobs.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private protected override async Task<long> PiecesAsync() => (long)(await SqlAsync("SELECT COUNT(DISTINCT blob_id) FROM blobs.chunk"))!;

    [Fact]
    public async Task OpenAsync_OfAnotherReplica_ReadsIt()
    {
        var blob = await WriteAsync("shared");

        await using var stream = (await (await OpenAsync()).OpenAsync(blob.Id, Cancel)).ShouldNotBeNull();

        new StreamReader(stream).ReadToEnd().ShouldBe("shared");
    }

    [Fact]
    public async Task MigrateAsync_Schema_HoldsNothingElse() =>
        (await SqlAsync("SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM information_schema.tables WHERE table_schema = 'blobs'"))
            .ShouldBe("blob chunk schemaversions");

    [Fact]
    public async Task DeleteOlderThanAsync_BrokenOff_Goes()
    {
        await WriteAsync("text");
        await SqlAsync("DELETE FROM blobs.blob");
        Time.Advance(TimeSpan.FromDays(1));

        (await Blobs.DeleteOlderThanAsync(Time.GetUtcNow(), Cancel)).ShouldBe(1);

        (await PiecesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task ReadAsync_DeletedMeanwhile_IsAnIOException()
    {
        var blob = await Blobs.WriteAsync(new MemoryStream(new byte[2 * Chunk]), Cancel);
        await using var stream = (await Blobs.OpenAsync(blob.Id, Cancel)).ShouldNotBeNull();
        await stream.ReadExactlyAsync(new byte[Chunk], Cancel);
        await SqlAsync("DELETE FROM blobs.chunk");

        await Should.ThrowAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Cancel));
    }

    private Task<object?> SqlAsync(string sql) => TestPostgres.ExecuteAsync(sql, _database.Address);
}
