namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

/// <summary>What a paragraph stands in: an item of a list, or a quote, which has no marker.</summary>
internal sealed record Frame(object Owner, string? Marker)
{
    public bool IsQuote => Marker is null;
}
