namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>
/// Collects a paragraph. Spaces around a line break are dropped, and a break never comes first, last, twice in a row or at the inner edge
/// of emphasis, which it would undo.
/// </summary>
internal sealed class TokenList
{
    private readonly List<Token> _tokens = [];
    private bool _break;

    public bool AtLineStart { get; private set; } = true;

    public bool IsEmpty => _tokens.Count == 0;

    public void Text(string text)
    {
        text = AtLineStart ? text.TrimStart(' ', '\t') : text;
        if (text.Length > 0)
        {
            Add(new Token(TokenKind.Text, text));
        }
    }

    public void Code(string content)
    {
        if (CodeSpan.HasMarker(content))
        {
            Add(new Token(TokenKind.Code, content));
        }
        else
        {
            Text(PlainText.Escape(content));
        }
    }

    public void Atom(string text) => Add(new Token(TokenKind.Atom, text));

    public void Open(string marker) => _tokens.Add(new Token(TokenKind.Open, marker));

    public void Close(string marker)
    {
        if (_tokens[^1].Kind == TokenKind.Open)
        {
            _tokens.RemoveAt(_tokens.Count - 1);
        }
        else
        {
            _tokens.Add(new Token(TokenKind.Close, marker));
        }
    }

    public void Break()
    {
        TrimEnd();
        AtLineStart = true;
        _break = _tokens.Count > 0;
    }

    public IReadOnlyList<Token> Finish()
    {
        TrimEnd();
        return _tokens;
    }

    private void Add(Token token)
    {
        if (_break)
        {
            _tokens.Insert(_tokens.FindLastIndex(earlier => earlier.Kind != TokenKind.Open) + 1, new Token(TokenKind.Break, "\n"));
        }

        _tokens.Add(token);
        (_break, AtLineStart) = (false, false);
    }

    private void TrimEnd()
    {
        while (_tokens.Count > 0 && _tokens[^1] is { Kind: TokenKind.Text } last)
        {
            var text = last.Text.TrimEnd(' ', '\t');
            _tokens[^1] = last with { Text = text };
            if (text.Length > 0)
            {
                break;
            }

            _tokens.RemoveAt(_tokens.Count - 1);
        }
    }
}
