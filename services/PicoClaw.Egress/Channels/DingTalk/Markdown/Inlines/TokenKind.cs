namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

internal enum TokenKind
{
    Text,

    /// <summary>The content of a code span, without its backticks.</summary>
    Code,

    /// <summary>A link, picture or address: not to be cut.</summary>
    Atom,

    /// <summary>Begins emphasis.</summary>
    Open,

    /// <summary>Ends emphasis.</summary>
    Close,
    Break,
}
