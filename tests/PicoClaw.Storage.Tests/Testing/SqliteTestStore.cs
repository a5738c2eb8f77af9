using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Sqlite;

namespace PicoClaw.Storage.Tests.Testing;

public sealed class SqliteTestStore : TestStore
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-store-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "store", "test.db");

    protected override Task<IStore> CreateAsync(TimeProvider time) =>
        Task.FromResult<IStore>(new SqliteStore(Path, typeof(TestStore).Assembly, time, NullLogger<SqliteStore>.Instance));

    protected override ValueTask RemoveAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
