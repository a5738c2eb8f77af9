namespace PicoClaw.Contracts;

/// <summary>Something that came with a message besides its text.</summary>
public sealed record Attachment
{
    /// <summary>What it is.</summary>
    public required AttachmentKind Kind { get; init; }

    /// <summary>Opaque key with which the channel fetches the content; may be short-lived. Empty when the platform tells none.</summary>
    public required string Reference { get; init; }

    /// <summary>The file's name, when the platform tells it.</summary>
    public string? FileName { get; init; }
}
