using System.Globalization;
using PicoClaw.Storage.Sqlite;

namespace PicoClaw.Storage.Blobs;

/// <summary>A file for each blob, in a folder for each day. A file has its name only once its bytes are on disk.</summary>
internal sealed class FolderBlobStore(string root, TimeProvider time) : IBlobStore
{
    private const string Unfinished = ".tmp";
    private const int BufferSize = 64 * 1024;
    private const int MostAtOnce = 50;

    private readonly Lock _deleting = new();

    public async Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        var id = BlobId.New(time);
        var path = PathOf(id);
        try
        {
            PrivateFiles.CreateFolder(root);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            using var digest = new BlobDigest();
            await using (var file = PrivateFiles.Open(path + Unfinished, FileShare.None))
            {
                await CopyAsync(content, file, digest, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + Unfinished, path);
            FlushedFolder.Flush(Path.GetDirectoryName(path)!);
            return digest.End(id);
        }
        catch (Exception exception)
        {
            Forget(path + Unfinished);
            Forget(path);
            if (exception is UnauthorizedAccessException)
            {
                throw new IOException(exception.Message, exception);
            }

            throw;
        }
    }

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(
                BlobId.TryParse(id, out var known)
                    ? new FileStream(PathOf(known), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, useAsync: true)
                    : null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                // The folder belongs to one process, which need not meet itself in a folder that it has just deleted.
                lock (_deleting)
                {
                    return DeleteOlderThan(instant, cancellationToken);
                }
            },
            cancellationToken);

    private static async Task CopyAsync(Stream content, FileStream file, BlobDigest digest, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (int length; (length = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            digest.Add(buffer.AsSpan(0, length));
            await file.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }

    private int DeleteOlderThan(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var day in Days())
        {
            if (string.CompareOrdinal(Path.GetFileName(day), DayOf(instant)) > 0)
            {
                break;
            }

            foreach (var file in Directory.GetFiles(day).Where(file => IsOlder(file, instant)).Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deleted == MostAtOnce)
                {
                    return deleted;
                }

                File.Delete(file);
                deleted++;
            }

            if (DayOf(instant) != Path.GetFileName(day) && !Directory.EnumerateFileSystemEntries(day).Any())
            {
                Directory.Delete(day);
            }
        }

        return deleted;
    }

    private IEnumerable<string> Days() => Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal) : [];

    // What else lies there is not ours.
    private static bool IsOlder(string file, DateTimeOffset instant)
    {
        var name = Path.GetFileName(file);
        return BlobId.TryParse(name.EndsWith(Unfinished, StringComparison.Ordinal) ? name[..^Unfinished.Length] : name, out var id)
            && BlobId.InstantOf(id) < instant;
    }

    // It failed already, so this failure tells nothing new; what is left goes with its age.
    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string DayOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string PathOf(Guid id) => Path.Combine(root, DayOf(BlobId.InstantOf(id)), BlobId.Text(id));
}
