namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Which characters of a text must stay as they are: code spans, escapes, addresses of links.</summary>
internal static class Protection
{
    public static bool[] Of(string text)
    {
        var isProtected = new bool[text.Length];
        var runs = Runs(text);
        var lastParenthesis = text.LastIndexOf(')');
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] switch
            {
                '\\' when at + 1 < text.Length && char.IsAscii(text[at + 1]) && char.IsPunctuation(text[at + 1]) => at + 2,
                '\\' when at + 1 < text.Length && char.IsAscii(text[at + 1]) && char.IsSymbol(text[at + 1]) => at + 2,
                '`' => EndOfCode(text, at, runs),
                ']' when at < lastParenthesis && text[at + 1] == '(' => EndOfAddress(text, at + 2),
                '<' => EndOfAutolink(text, at),
                'h' => BareAddress.EndOf(text, at),
                _ => at,
            };
            isProtected.AsSpan(at, end - at).Fill(true);
            at = end > at ? end - 1 : at;
        }

        return isProtected;
    }

    /// <summary>Whether the piece stands in a code span, as far as its line shows.</summary>
    public static bool IsInCode(string text, int start, int end)
    {
        var line = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var rest = text.AsSpan(end);
        return text.AsSpan(line, start - line).Count('`') % 2 == 1 && rest.IndexOfAny('`', '\n') is >= 0 and var closing && rest[closing] == '`';
    }

    // The starts of runs of backticks by length, each behind the ones before.
    private static Dictionary<int, Queue<int>> Runs(string text)
    {
        var runs = new Dictionary<int, Queue<int>>();
        for (var at = text.IndexOf('`'); at >= 0; at = text.IndexOf('`', at))
        {
            var length = LengthOfRun(text, at);
            (runs.TryGetValue(length, out var starts) ? starts : runs[length] = new()).Enqueue(at);
            at += length;
            if (at >= text.Length)
            {
                break;
            }
        }

        return runs;
    }

    // A run without a partner is literal and is skipped as a whole.
    private static int EndOfCode(string text, int at, Dictionary<int, Queue<int>> runs)
    {
        var length = LengthOfRun(text, at);
        if (runs.TryGetValue(length, out var starts))
        {
            while (starts.TryPeek(out var start) && start <= at)
            {
                starts.Dequeue();
            }

            // A code span does not go beyond its paragraph.
            if (starts.TryPeek(out var partner) && !text.AsSpan(at, partner - at).Contains("\n\n", StringComparison.Ordinal))
            {
                return partner + length;
            }
        }

        return at + length;
    }

    private static int LengthOfRun(string text, int at) => text.AsSpan(at).IndexOfAnyExcept('`') is >= 0 and var length ? length : text.Length - at;

    private static int EndOfAddress(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny(")\n");
        return end >= 0 && text[at + end] == ')' ? at + end + 1 : at;
    }

    private static int EndOfAutolink(string text, int at)
    {
        var rest = text.AsSpan(at + 1);
        var end = rest.StartsWith("http") ? rest.IndexOfAny("> \n<") : -1;
        return end > 0 && rest[end] == '>' ? at + end + 2 : at;
    }
}
