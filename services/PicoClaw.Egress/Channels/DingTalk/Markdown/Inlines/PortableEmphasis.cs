using System.Text;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>
/// Models write **注意：**请. In strict CommonMark a marker between punctuation inside and a letter outside does not count,
/// and clients differ in strictness.
/// So the punctuation moves out, **注意**：请; where it cannot, being a bracket, a link or code, a blank stands outside: **（一）** 请.
/// </summary>
internal static class PortableEmphasis
{
    private const string Pauses = "，。、：；！？…—,.:!? ";

    public static IReadOnlyList<Token> Of(IReadOnlyList<Token> tokens)
    {
        var joined = Joined(tokens);
        List<Token> result = [];
        for (int at = 0, end; at < joined.Count; at = end)
        {
            end = at + 1;
            while (joined[at].Kind is TokenKind.Open or TokenKind.Close && end < joined.Count && joined[end].Kind == joined[at].Kind)
            {
                end++;
            }

            var outside = joined[at].Kind switch
            {
                TokenKind.Open when IsPunctuation(First(joined, end)) && !IsGap(Last(result)) => " ",
                TokenKind.Open when IsWithinWord(Last(result), First(joined, end), end - at) => " ",
                TokenKind.Close when IsPunctuation(Last(result)) && !IsGap(First(joined, end)) => TakePause(result),
                _ => "",
            };
            Token[] between = outside.Length > 0 ? [new(TokenKind.Text, outside)] : [];
            var run = joined.GetRange(at, end - at);
            result.AddRange(joined[at].Kind == TokenKind.Open ? [.. between, .. run] : [.. run, .. between]);
        }

        return result;
    }

    // Markers that touch would become one: the same kind continues, another kind gets a space.
    private static List<Token> Joined(IReadOnlyList<Token> tokens)
    {
        List<Token> joined = [];
        foreach (var token in tokens)
        {
            var touches = token.Kind == TokenKind.Open && joined.Count > 0 && joined[^1].Kind == TokenKind.Close;
            if (touches && joined[^1].Text == token.Text)
            {
                joined.RemoveAt(joined.Count - 1);
                continue;
            }

            if (touches)
            {
                joined.Add(new Token(TokenKind.Text, " "));
            }

            joined.Add(token);
        }

        return joined;
    }

    private static string TakePause(List<Token> result)
    {
        var text = result[^1].Kind == TokenKind.Text ? result[^1].Text : "";
        var rest = text.TrimEnd([.. Pauses]);
        var isAll = rest.Length == 0;

        // After a marker, a blank or a line break the closing marker would close nothing.
        if (rest.Length == text.Length || rest.EndsWith('\\') || (isAll && result[^2] is { Kind: TokenKind.Open } or { Text: [.., ' ' or '\n'] }))
        {
            return " ";
        }

        result.RemoveAt(result.Count - 1);
        if (!isAll)
        {
            result.Add(new Token(TokenKind.Text, rest));
        }

        return text[rest.Length..];
    }

    private static Rune? First(List<Token> tokens, int at) =>
        at == tokens.Count || Rune.DecodeFromUtf16(Written(tokens[at]), out var rune, out _) != System.Buffers.OperationStatus.Done ? null : rune;

    private static Rune? Last(List<Token> tokens) =>
        tokens.Count == 0 || Rune.DecodeLastFromUtf16(Written(tokens[^1]), out var rune, out _) != System.Buffers.OperationStatus.Done ? null : rune;

    private static string Written(Token token) => token.Kind == TokenKind.Code ? "`" : token.Text;

    // Stars within a word are taken for themselves.
    private static bool IsWithinWord(Rune? before, Rune? after, int markers) =>
        before is { } left && after is { } right
            && (markers > 1 ? Rune.IsLetterOrDigit(left) && Rune.IsLetterOrDigit(right) : IsAsciiWord(left) && IsAsciiWord(right));

    private static bool IsAsciiWord(Rune rune) => rune.IsAscii && Rune.IsLetterOrDigit(rune);

    // Older clients do not count symbols, newer ones do.
    private static bool IsPunctuation(Rune? rune) => rune is { } some && (Rune.IsPunctuation(some) || Rune.IsSymbol(some));

    private static bool IsGap(Rune? rune) =>
        rune is not { } some || Rune.IsPunctuation(some) || Rune.IsWhiteSpace(some) || (some.IsAscii && Rune.IsSymbol(some));
}
