namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>What a paragraph's lines begin with: the first with the gap to the block before and the markers, the others with the indent.</summary>
internal sealed record BlockPrefix(string Gap, string First, string Rest, bool InQuote)
{
    // Clients merge the lines of a quote unless it is written as one line.
    private string Break => InQuote ? "<br>" : "  \n" + Rest;

    public TextSize BreakSize => TextSize.Of(Break) + LineStart.Cost;

    public TextSize Size => TextSize.Of(Gap) + TextSize.Of(First) + LineStart.Cost;

    // Three bullets with nothing behind them would be a rule.
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
