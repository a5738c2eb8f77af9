namespace PicoClaw.Storage.Blobs;

/// <summary>Stored bytes.</summary>
/// <param name="Id">Made by the store; letters, digits and hyphens.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Head">The first bytes, at most <see cref="HeadLength"/>: they tell the kind of the content.</param>
public sealed record Blob(string Id, long Size, string Sha256, ReadOnlyMemory<byte> Head)
{
    public const int HeadLength = 512;
}
