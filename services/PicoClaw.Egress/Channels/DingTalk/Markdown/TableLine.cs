namespace PicoClaw.Egress.Markdown;

internal sealed record TableLine(string Text, ParagraphLeaf AsItem);
