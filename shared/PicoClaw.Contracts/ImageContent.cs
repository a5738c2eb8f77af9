namespace PicoClaw.Contracts;

/// <summary>A picture. A channel that cannot send it sends a link or a sentence instead.</summary>
public sealed record ImageContent : OutboundContent
{
    /// <summary>The picture's bytes.</summary>
    public required BlobReference Blob { get; init; }

    /// <summary>Its name, when it has one.</summary>
    public string? Name { get; init; }

    /// <summary>CommonMark text that is shown with it; null: none.</summary>
    public string? Caption { get; init; }
}
