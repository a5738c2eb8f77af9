using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Storage.Sqlite;

namespace PicoClaw.Storage.Tests.Testing;

/// <summary>A real SQLite store in a folder of its own, on a clock that the test moves.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-store-").FullName;
    private readonly List<SqliteStore> _opened = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(_folder, "test.db");

    public async Task<IStore> OpenAsync(TimeProvider? time = null)
    {
        var store = Create(time);
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public IStore Create(TimeProvider? time = null)
    {
        var store = new SqliteStore(Path, typeof(TestStore).Assembly, time ?? Time, NullLogger<SqliteStore>.Instance);
        _opened.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
