namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>What stands before a paragraph's first line: the distance to the block before, and the markers; and what stands before its other lines.</summary>
internal sealed record BlockPrefix(string Gap, string First, string Rest, bool InQuote)
{
    // The lines of a quote merge unless they are one line.
    private string Break => InQuote ? "<br>" : "  \n" + Rest;

    public TextSize BreakSize => TextSize.Of(Break) + LineStart.Cost;

    public TextSize Size => TextSize.Of(Gap) + TextSize.Of(First) + LineStart.Cost;

    // Three bullets and nothing behind them would be a rule, wherever they stand.
    private string Bare => First.EndsWith("- - - ", StringComparison.Ordinal) ? First[..^2] + "*" : First.TrimEnd();

    public string Write(string text, int level)
    {
        if (level > 0)
        {
            return $"{First}{new string('#', level)} {text.Replace('\n', ' ')}";
        }

        var lines = text.Split('\n').Select((line, index) => index > 0 && InQuote ? line : LineStart.Escape(line));

        return text.Length == 0 ? Bare : First + string.Join(Break, lines);
    }
}
