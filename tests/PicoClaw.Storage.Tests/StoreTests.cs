using System.Data.Common;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests;

/// <summary>What every database must do.</summary>
public abstract class StoreTests(TestStore test) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task WriteAsync_WorkThrows_NothingIsKept()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);

        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO note VALUES ('lost')");
                throw new InvalidOperationException();
            },
            Cancel));

        (await Count(store)).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_LastCommand_IsCommittedWithWhatCameBefore()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);

        var written = await store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO note VALUES ('one')");
                return await session.Last().ExecuteAsync("INSERT INTO note VALUES ('two')");
            },
            Cancel);

        (written, await Count(store)).ShouldBe((1, 2));
    }

    [Fact]
    public async Task WriteAsync_LastCommandFails_NothingIsKept()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);

        await Should.ThrowAsync<DbException>(() => store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO note VALUES ('one')");
                return await session.Last().ExecuteAsync("INSERT INTO note VALUES ('two'); INSERT INTO missing VALUES ('three')");
            },
            Cancel));

        (await Count(store)).ShouldBe(0);
        await store.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('next')"), Cancel);
        (await Count(store)).ShouldBe(1);
    }

    [Fact]
    public async Task SqlBatch_StatementForEachRow_EachHasItsOwnValues()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT, number BIGINT)"), Cancel);
        (string? Text, long? Number)[] rows = [("a", 1), (null, 2), ("'); DROP TABLE note; --", null)];
        var batch = new SqlBatch();
        foreach (var (text, number) in rows)
        {
            batch.Add($"INSERT INTO note VALUES ({text}, {number})");
        }

        await store.WriteAsync(session => session.ExecuteAsync(batch.Sql, batch.Parameters), Cancel);

        (await store.QueryAsync(session => session.QueryAsync<(string?, long?)>("SELECT text, number FROM note ORDER BY COALESCE(number, 3)"), Cancel))
            .ShouldBe(rows);
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_AllAreKept()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            () => store.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('kept')"), Cancel), Cancel)));

        (await Count(store)).ShouldBe(50);
    }

    [Fact]
    public async Task WriteAsync_CancelledInTheMiddle_LeavesNothingAndTheNextWorks()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO note VALUES ('half')");
                await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
            },
            cancel.Token));
        await store.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('whole')"), Cancel);

        (await Count(store)).ShouldBe(1);
    }

    private static Task<long> Count(IStore store) =>
        store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM note"), Cancel);
}
