using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

internal static class MarkdownParser
{
    // Markdig takes quadratic time for some hostile texts: these bounds keep the worst of them within a second.
    private const int MaxChars = 128_000;
    private const int MaxBrackets = 2000;
    private const int MaxCells = 50_000;

    // Counts backticks that follow another: each may begin a code span, whose end is searched in all of the rest.
    private const int MaxBackticks = 1000;

    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>The document, or null when the text is too long or too deeply nested to be read as one.</summary>
    public static MarkdownDocument? TryParse(string text)
    {
        if (text.Length > MaxChars)
        {
            return null;
        }

        try
        {
            return Markdig.Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static MarkdownPipeline Build()
    {
        // Without HTML, since none is shown: tags are text.
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseCjkFriendlyEmphasis()
            .DisableHtml();
        foreach (var parser in builder.BlockParsers.Where(parser => parser is ParagraphBlockParser or HeadingBlockParser))
        {
            parser.Closed += (_, block) => ((LeafBlock)block).ProcessInlines &= !IsCostly((LeafBlock)block);
        }

        return builder.Build();
    }

    private static bool IsCostly(LeafBlock block)
    {
        var lines = Enumerable.Range(0, block.Lines.Count).Select(index => block.Lines.Lines[index].Slice.AsSpan().ToString()).ToList();
        return lines.Sum(line => line.Count(character => character == '[')) > MaxBrackets
            || lines.Sum(line => line.Zip(line.Skip(1)).Count(pair => pair is ('`', '`'))) > MaxBackticks
            || (long)lines.Count * lines.Select(line => line.Count(character => character == '|')).DefaultIfEmpty().Max() > MaxCells;
    }
}
