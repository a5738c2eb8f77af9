using PicoClaw.Tests.Clocks;

namespace PicoClaw.Storage.Tests.Testing;

/// <summary>A real store for one test, on a clock that the test moves.</summary>
public abstract class TestStore : IAsyncDisposable
{
    private readonly List<IStore> _opened = [];

    internal TestClock Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public async Task<IStore> OpenAsync(TimeProvider? time = null)
    {
        var store = await CreateAsync(time ?? Time);
        _opened.Add(store);
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await ((IAsyncDisposable)store).DisposeAsync();
        }

        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IStore> CreateAsync(TimeProvider time);

    protected abstract ValueTask RemoveAsync();
}
