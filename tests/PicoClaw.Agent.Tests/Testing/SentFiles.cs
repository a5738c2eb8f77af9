using System.Collections.Concurrent;
using PicoClaw.Agent.Attachments;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The platform's files by their references, and the store of blobs that they are fetched into.</summary>
internal sealed class SentFiles : IAttachmentFetcher, IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = [];

    /// <summary>What a reference gives: bytes, or the fault.</summary>
    public ConcurrentDictionary<string, object> Sent { get; } = [];

    /// <summary>The references that were asked for.</summary>
    public ConcurrentQueue<string> Fetched { get; } = [];

    /// <summary>The blobs that were read.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    /// <summary>Holds fetches back until it ends.</summary>
    public Func<CancellationToken, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public async Task<FetchedAttachment> FetchAsync(Conversation conversation, Attachment attachment, CancellationToken cancellationToken)
    {
        Fetched.Enqueue(attachment.Reference);
        await Hold(cancellationToken);
        if (Sent.GetValueOrDefault(attachment.Reference) is not byte[] bytes)
        {
            return new FetchedAttachment(attachment, null, Sent.GetValueOrDefault(attachment.Reference) as FetchFault? ?? FetchFault.Expired);
        }

        var blob = await WriteAsync(new MemoryStream(bytes), cancellationToken);
        return new FetchedAttachment(
            attachment, new BlobReference { Id = blob.Id, Size = blob.Size, Sha256 = blob.Sha256, MediaType = "application/octet-stream" });
    }

    public async Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        var id = Guid.NewGuid().ToString();
        _blobs[id] = bytes.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_blobs[id]));
        return new Blob(id, bytes.Length, hash, _blobs[id].AsMemory(0, (int)Math.Min(bytes.Length, Blob.HeadLength)));
    }

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        Opened.Enqueue(id);
        return Task.FromResult<Stream?>(_blobs.TryGetValue(id, out var bytes) ? new MemoryStream(bytes) : null);
    }

    public Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var count = _blobs.Count;
        _blobs.Clear();
        return Task.FromResult(count);
    }
}
