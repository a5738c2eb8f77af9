namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

internal sealed record TableLine(string Text, RenderedParagraph AsItem);
