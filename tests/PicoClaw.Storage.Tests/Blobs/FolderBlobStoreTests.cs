using System.Runtime.Versioning;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Storage.Tests.Blobs;

[UnsupportedOSPlatform("windows")]
public sealed class FolderBlobStoreTests : BlobStoreTests
{
    private readonly string _root = Directory.CreateTempSubdirectory("picoclaw-blobs-").FullName;

    private string Folder => Path.Combine(_root, "store", "blobs");

    private protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new FolderBlobStore(Folder, Time));

    private protected override ValueTask CloseAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private protected override Task<long> PiecesAsync() =>
        Task.FromResult(Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).LongLength : 0);

    [Fact]
    public async Task WriteAsync_File_BelongsToItsUserAlone()
    {
        await WriteAsync("text");

        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var entry in Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Append(Folder))
        {
            (File.GetUnixFileMode(entry) & others).ShouldBe(UnixFileMode.None, entry);
        }
    }

    [Fact]
    public async Task DeleteOlderThanAsync_LeftUnfinished_GoesWithItsFolderAndOthersStay()
    {
        var blob = await WriteAsync("text");
        var path = Directory.GetFiles(Folder, blob.Id, SearchOption.AllDirectories).Single();
        File.Move(path, path + ".tmp");
        Time.Advance(TimeSpan.FromDays(1));
        var kept = await WriteAsync("text");
        var foreign = Path.Combine(Path.GetDirectoryName(Directory.GetFiles(Folder, kept.Id, SearchOption.AllDirectories).Single())!, "notes.txt");
        await File.WriteAllTextAsync(foreign, "not ours", Cancel);
        Time.Advance(TimeSpan.FromDays(2));

        (await Blobs.DeleteOlderThanAsync(Time.GetUtcNow(), Cancel)).ShouldBe(2);

        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).ShouldBe([foreign]);
        Directory.GetDirectories(Folder).Length.ShouldBe(1);
    }

    [Fact]
    public async Task WriteAsync_NoPlaceForTheFolder_IsAnIOException()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "store"), "in the way", Cancel);

        await Should.ThrowAsync<IOException>(WriteAsync("text"));
    }
}
