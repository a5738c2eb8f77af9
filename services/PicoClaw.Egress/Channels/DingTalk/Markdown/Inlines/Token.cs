namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>A piece of a paragraph as DingTalk gets it.</summary>
internal readonly record struct Token(TokenKind Kind, string Text)
{
    /// <summary>The whole paragraph, a line break being <paramref name="lineBreak"/>.</summary>
    public static string Join(IEnumerable<Token> tokens, string lineBreak) =>
        string.Concat(tokens.Select(token => token.Kind switch
        {
            TokenKind.Break => lineBreak,
            TokenKind.Code => CodeSpan.Of(token.Text),
            _ => token.Text,
        }));
}
