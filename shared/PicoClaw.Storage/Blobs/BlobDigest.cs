using System.Security.Cryptography;

namespace PicoClaw.Storage.Blobs;

/// <summary>What is told of a blob, gathered while its bytes go by.</summary>
internal sealed class BlobDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[Blob.HeadLength];
    private int _headLength;

    public long Size { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Size += bytes.Length;
        var part = bytes[..Math.Min(bytes.Length, _head.Length - _headLength)];
        part.CopyTo(_head.AsSpan(_headLength));
        _headLength += part.Length;
    }

    public Blob End(Guid id) => new(BlobId.Text(id), Size, Convert.ToHexStringLower(_hash.GetHashAndReset()), _head.AsMemory(0, _headLength));

    public void Dispose() => _hash.Dispose();
}
