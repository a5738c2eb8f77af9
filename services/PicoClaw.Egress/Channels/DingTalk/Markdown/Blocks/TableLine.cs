namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

internal sealed record TableLine(string Text, RenderedParagraph AsItem);
