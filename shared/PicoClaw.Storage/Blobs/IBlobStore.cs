namespace PicoClaw.Storage.Blobs;

/// <summary>
/// Bytes that are too big for a row or a message: what people sent and what the bot sends. Written once, read often, deleted by age. A store that is
/// away throws <see cref="IOException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores what the stream holds, without holding it in memory; when it returns, the bytes are on disk. What fails leaves nothing.</summary>
    Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Null when there is none of this id, or no longer.</summary>
    Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes what is older, at most a bounded number at a time. Returns how many were deleted.</summary>
    Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken);
}
