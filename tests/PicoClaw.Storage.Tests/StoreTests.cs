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
