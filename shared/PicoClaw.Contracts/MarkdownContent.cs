namespace PicoClaw.Contracts;

/// <summary>CommonMark text of any length; the channel's egress renders it in the platform's dialect and splits it.</summary>
public sealed record MarkdownContent : OutboundContent
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The text of a preview; null lets egress derive it from the text.</summary>
    public string? Title { get; init; }
}
