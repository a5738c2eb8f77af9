using Microsoft.Extensions.Caching.Memory;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Attachments;

/// <summary>What the files in the store of blobs hold. It is kept for a while: a conversation comes back to its files.</summary>
internal sealed class OpenedFiles(IBlobStore blobs, AttachmentOpener opener) : IDisposable
{
    private const long MaxKept = 32L << 20;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>Null when its bytes are no longer there.</summary>
    public async Task<Opened?> OpenAsync(BlobReference blob, string? name, CancellationToken cancellationToken)
    {
        var key = (blob.Sha256, Path.GetExtension(name));
        if (_kept.TryGetValue<Opened>(key, out var known))
        {
            return known;
        }

        await using var content = await blobs.OpenAsync(blob.Id, cancellationToken);
        if (content is null)
        {
            return null;
        }

        // A failure is not kept: it may be of that moment, and people are told to send the file again.
        var opened = await opener.OpenAsync(content, name, cancellationToken);
        if (opened.Fault is null)
        {
            _kept.Set(key, opened, new MemoryCacheEntryOptions { Size = opened.Body.Length + 1, SlidingExpiration = KeptFor });
        }

        return opened;
    }

    public void Dispose() => _kept.Dispose();
}
