using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

/// <summary>
/// A paragraph or, with a level, a heading. <paramref name="Opened"/> is the first of its frames that begins with it: from there on the
/// list markers are shown.
/// </summary>
internal sealed record RenderedParagraph(IReadOnlyList<Frame> Frames, int Opened, IReadOnlyList<Token> Tokens, int Level = 0) : RenderedBlock
{
    public override int MinChars => Tokens.Sum(token => token.Text.Length);

    public RenderedParagraph Continued() => this with { Opened = Frames.Count };
}
