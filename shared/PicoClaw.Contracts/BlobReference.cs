namespace PicoClaw.Contracts;

/// <summary>Bytes in the store of blobs that agent and egress share. The bytes themselves never travel by broker.</summary>
public sealed record BlobReference
{
    /// <summary>The key in the store of blobs.</summary>
    public required string Id { get; init; }

    /// <summary>The length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of the bytes, lower-case hexadecimal: the same bytes need be given to a platform only once.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the bytes are by their own first bytes, such as <c>image/png</c>; <c>application/octet-stream</c> when they do not tell.</summary>
    public required string MediaType { get; init; }
}
