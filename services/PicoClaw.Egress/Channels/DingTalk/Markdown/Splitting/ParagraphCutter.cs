using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>
/// Cuts a paragraph that is too long for a message, preferably after a line, then a sentence, then a word. Emphasis that is open at a cut
/// is closed and reopened.
/// </summary>
internal sealed partial class ParagraphCutter
{
    // For the emphasis that a cut closes and opens again.
    private static readonly TextSize Markers = new(30, 30);

    private readonly string _text;
    private readonly Dictionary<int, (TokenKind Kind, int Length)> _marks = [];
    private int _at;
    private ImmutableStack<string> _open = [];

    /// <param name="tokens">The paragraph.</param>
    /// <param name="room">Of an empty message. A link or code span that does not fit must be cut all the same: the link as text, the code
    /// as several spans.</param>
    public ParagraphCutter(IReadOnlyList<Token> tokens, TextSize room)
    {
        var text = new StringBuilder();
        foreach (var token in tokens.SelectMany(token => Cuttable(token, room - Markers)))
        {
            var content = token.Kind == TokenKind.Code ? CodeSpan.Of(token.Text) : token.Text;
            if (token.Kind is not (TokenKind.Text or TokenKind.Break))
            {
                _marks[text.Length] = (token.Kind, content.Length);
            }

            text.Append(content);
        }

        _text = text.ToString();
    }

    public bool IsAtEnd => _at >= _text.Length;

    /// <summary>The next piece, or null when nothing fits.</summary>
    public string? Take(TextSize room, TextSize lineBreak)
    {
        var start = (At: _at, Open: _open);
        var cut = Find(room, lineBreak);
        if (cut is null)
        {
            return null;
        }

        (_at, _open) = (cut.At, cut.Open);
        var piece = string.Concat(start.Open.Reverse()) + _text[start.At.._at].TrimEnd(' ', '\t', '\n') + string.Concat(_open);
        SkipBlanks();
        return piece;
    }

    private CutPoint? Find(TextSize room, TextSize lineBreak)
    {
        var (at, open, best) = (_at, _open, (CutPoint?)null);
        var used = open.Aggregate(default(TextSize), (sum, marker) => sum + TextSize.Of(marker) + TextSize.Of(marker));
        while (true)
        {
            var mark = _marks.TryGetValue(at, out var found) ? found : (Kind: TokenKind.Text, Length: 0);
            if (at == _text.Length)
            {
                return new CutPoint(at, int.MaxValue, open);
            }

            if (at > _at && mark.Kind != TokenKind.Close && !IsAfterOpen(at, open) && CutPoint.RankOf(_text, at) is var rank)
            {
                // A short piece is worse than a cut within a sentence.
                var isFar = used.Chars >= room.Chars / 2 || used.Bytes >= room.Bytes / 2;
                var worth = (isFar ? 10 : 0) + rank;
                best = best is null || worth >= best.Rank ? new CutPoint(at, worth, open) : best;
            }

            var length = mark.Length > 0 ? mark.Length : UnitAt(at);
            var size = TextSize.Of(_text.AsSpan(at, length));
            used += mark.Kind switch
            {
                // Its end is paid for as it opens.
                TokenKind.Open => size + size,
                TokenKind.Close => default,
                _ => _text[at] == '\n' ? lineBreak : size,
            };
            if (!used.Fits(room))
            {
                return best;
            }

            open = mark.Kind switch
            {
                TokenKind.Open => open.Push(_text.Substring(at, length)),
                TokenKind.Close => open.Pop(),
                _ => open,
            };
            at += length;
        }
    }

    private bool IsAfterOpen(int at, ImmutableStack<string> open) =>
        !open.IsEmpty && at >= open.Peek().Length && _marks.TryGetValue(at - open.Peek().Length, out var mark) && mark.Kind == TokenKind.Open;

    private int UnitAt(int at)
    {
        var length = TextUnit.LengthAt(_text, at);
        for (var i = 1; i < length; i++)
        {
            if (_marks.ContainsKey(at + i) || _text[at + i] == '\n')
            {
                return i;
            }
        }

        return length;
    }

    // Emphasis that ends right after them has ended with the piece before.
    private void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (_marks.TryGetValue(_at, out var mark))
            {
                if (mark.Kind != TokenKind.Close)
                {
                    return;
                }

                _open = _open.Pop();
                _at += mark.Length;
            }
            else if (_text[_at] is ' ' or '\t' or '\n')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private static IEnumerable<Token> Cuttable(Token token, TextSize room)
    {
        var content = token.Kind == TokenKind.Code ? CodeSpan.Of(token.Text) : token.Text;
        var fits = TextSize.Of(content).Fits(room);
        return token.Kind switch
        {
            TokenKind.Text => Addresses(token.Text, room),
            TokenKind.Code when !fits =>
                TextPieces.Of(token.Text, room - Markers).SelectMany<string, Token>((piece, index) => [.. Blank(index), new(TokenKind.Code, piece)]),
            TokenKind.Atom when !fits => [new Token(TokenKind.Text, PlainText.Escape(token.Text))],
            _ => [token],
        };
    }

    // Two code spans that touch would be one.
    private static IEnumerable<Token> Blank(int index) => index > 0 ? [new(TokenKind.Text, " ")] : [];

    // DingTalk turns these into links as well.
    private static IEnumerable<Token> Addresses(string text, TextSize room)
    {
        var at = 0;
        foreach (Match match in Address().Matches(text))
        {
            if (TextSize.Of(match.Value).Fits(room))
            {
                yield return new Token(TokenKind.Text, PlainText.EscapeMarkers(text[at..match.Index]));
                yield return new Token(TokenKind.Atom, match.Value);
                at = match.Index + match.Length;
            }
        }

        yield return new Token(TokenKind.Text, PlainText.EscapeMarkers(text[at..]));
    }

    [GeneratedRegex(@"https?://[!-~]+")]
    private static partial Regex Address();
}
