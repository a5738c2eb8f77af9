using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

/// <summary>Turns a document into blocks in DingTalk's dialect. Rules (---) are dropped; code and tables move to the margin.</summary>
internal sealed partial class DialectRenderer
{
    // Every line repeats its frames; deeper items move up.
    private const int MaxFrames = 8;
    private const int MaxNumber = 999_999_999;

    private readonly DialectOptions _options;
    private readonly TableRenderer _tables;
    private readonly List<RenderedBlock> _blocks = [];
    private int _shown;

    private DialectRenderer(DialectOptions options) => (_options, _tables) = (options, new TableRenderer(options));

    public static IReadOnlyList<RenderedBlock> Render(MarkdownDocument document, DialectOptions options)
    {
        var renderer = new DialectRenderer(options);
        renderer.Children(document, []);
        return renderer._blocks;
    }

    private void Children(ContainerBlock container, Frame[] frames)
    {
        foreach (var block in container)
        {
            Write(block, frames);
        }
    }

    private void Write(Block block, Frame[] frames)
    {
        switch (block)
        {
            case ListBlock list:
                List(list, frames);
                break;
            case QuoteBlock quote:
                Enter(quote, Within(frames, new Frame(quote, null)));
                break;
            case Table table:
                AtMargin(frames, _tables.Render(table));
                break;
            case ContainerBlock container and not LinkReferenceDefinitionGroup:
                Children(container, frames);
                break;
            case CodeBlock code:
                Code(code, frames);
                break;
            case HeadingBlock heading:
                Paragraph(frames, InlineRenderer.Render(heading, _options.EscapeHtmlInCode), heading.Level);
                break;
            case ParagraphBlock paragraph:
                Paragraph(frames, InlineRenderer.Render(paragraph, _options.EscapeHtmlInCode));
                break;
        }
    }

    private void List(ListBlock list, Frame[] frames)
    {
        var start = list.IsOrdered && int.TryParse(list.OrderedStart, out var number) ? number : 1;
        foreach (var (index, item) in list.Cast<ListItemBlock>().Index())
        {
            var marker = list.IsOrdered ? $"{Math.Min(MaxNumber, (long)start + index)}{list.OrderedDelimiter} " : "- ";
            var inner = Within(frames, new Frame(list, marker));
            Enter(item, inner);
            ShowMarkers(inner);
        }
    }

    private void Enter(ContainerBlock container, Frame[] frames)
    {
        _shown = Math.Min(_shown, frames.Length - 1);
        Children(container, frames);
    }

    private void Code(CodeBlock code, Frame[] frames)
    {
        var text = code.Lines.ToString();
        if (text.Length == 0)
        {
            return;
        }

        var info = (code as FencedCodeBlock)?.Info ?? "";
        var lines = (_options.EscapeHtmlInCode ? PlainText.EscapeHtml(text) : text).Split('\n');
        AtMargin(frames, [new RenderedCode(Language().IsMatch(info) ? info : "", lines)]);
    }

    private void AtMargin(Frame[] frames, IEnumerable<RenderedBlock> blocks)
    {
        ShowMarkers(frames);
        _blocks.AddRange(blocks);
    }

    // An item that has no text of its own still has its number.
    private void ShowMarkers(Frame[] frames)
    {
        if (frames.Skip(_shown).Any(frame => !frame.IsQuote))
        {
            Emit(frames, [], 0);
        }
    }

    private void Paragraph(Frame[] frames, IReadOnlyList<Token> tokens, int level = 0)
    {
        if (tokens.Count > 0)
        {
            Emit(frames, tokens, level);
        }
    }

    private void Emit(Frame[] frames, IReadOnlyList<Token> tokens, int level)
    {
        _blocks.Add(new RenderedParagraph(frames, Math.Min(_shown, frames.Length), tokens, level));
        _shown = frames.Length;
    }

    private static Frame[] Within(Frame[] frames, Frame frame) => [.. frames.Take(MaxFrames - 1), frame];

    [GeneratedRegex(@"^[\w+#.-]{1,30}$")]
    private static partial Regex Language();
}
