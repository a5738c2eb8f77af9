namespace PicoClaw.Contracts;

/// <summary>A part of a message besides its text, such as a picture.</summary>
public sealed record Attachment
{
    /// <summary>What it is.</summary>
    public required AttachmentKind Kind { get; init; }

    /// <summary>Opaque key with which the channel fetches the content; may be short-lived. Empty when the platform gives none.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// Where in the message's text it was shown, in UTF-16 code units from the start; null: beside the text. It may lie outside of the text, which
    /// others may have shortened.
    /// </summary>
    public int? At { get; init; }

    /// <summary>The file's name, when the platform gives it.</summary>
    public string? FileName { get; init; }
}
