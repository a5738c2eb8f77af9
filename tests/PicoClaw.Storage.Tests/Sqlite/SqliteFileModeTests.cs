using System.Runtime.Versioning;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Sqlite;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteFileModeTests : IAsyncDisposable
{
    private static readonly string[] Private = ["store 700", "test.db 600", "test.db-shm 600", "test.db-wal 600", "test.db.lock 600"];

    private readonly SqliteTestStore _test = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task MigrateAsync_NewStore_NobodyElseMayReadIt()
    {
        var store = await _test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);

        Modes().ShouldBe(Private);
    }

    [Fact]
    public async Task MigrateAsync_StoreThatOthersCouldRead_IsClosedToThem()
    {
        var store = await _test.OpenAsync();
        await ((IAsyncDisposable)store).DisposeAsync();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(_test.Path)!).Append(Path.GetDirectoryName(_test.Path)!))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var reopened = await _test.OpenAsync();
        await reopened.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);

        Modes().ShouldBe(Private);
    }

    private string[] Modes()
    {
        var folder = Path.GetDirectoryName(_test.Path)!;
        return
        [
            .. new[] { folder }.Concat(Directory.GetFiles(folder).Order(StringComparer.Ordinal))
                .Select(path => $"{(path == folder ? "store" : Path.GetFileName(path))} {Convert.ToString((int)File.GetUnixFileMode(path), 8)}"),
        ];
    }
}
