namespace PicoClaw.Contracts;

/// <summary>A file. A channel that cannot send it sends a link or a sentence instead.</summary>
public sealed record FileContent : OutboundContent
{
    /// <summary>The file's bytes.</summary>
    public required BlobReference Blob { get; init; }

    /// <summary>The name under which it is shown, with its extension and without a folder.</summary>
    public required string Name { get; init; }
}
