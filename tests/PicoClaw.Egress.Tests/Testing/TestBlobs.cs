using System.Collections.Concurrent;
using System.Security.Cryptography;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The store of blobs that egress and agent share.</summary>
internal sealed class TestBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>While set, the store is away.</summary>
    public bool IsAway { get; set; }

    public BlobReference Add(byte[] bytes, string mediaType)
    {
        var id = Guid.NewGuid().ToString();
        _blobs[id] = bytes;
        return new BlobReference { Id = id, Size = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), MediaType = mediaType };
    }

    public void Remove(BlobReference blob) => _blobs.TryRemove(blob.Id, out _).ShouldBeTrue();

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken) => IsAway
        ? throw new IOException("the disk is away")
        : Task.FromResult<Stream?>(_blobs.TryGetValue(id, out var bytes) ? new MemoryStream(bytes) : null);

    public async Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        if (IsAway)
        {
            throw new IOException("the disk is away");
        }

        var bytes = copy.ToArray();
        var blob = Add(bytes, "");
        return new Blob(blob.Id, blob.Size, blob.Sha256, bytes.AsMemory(0, Math.Min(bytes.Length, Blob.HeadLength)));
    }

    public Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken) => throw new NotSupportedException();
}
