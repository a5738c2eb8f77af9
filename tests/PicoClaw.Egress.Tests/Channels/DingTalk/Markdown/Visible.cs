using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>
/// What a reader of a text sees, by Markdig: every character with its style, bullets and numbers of items, borders of table rows, addresses of links.
/// A space or the end of a line counts between words without emphasis; emphasis of a pause is invisible. ¶ is where a message ends within a
/// word or between two.
/// </summary>
internal sealed partial class Visible
{
    public const string Cut = "¶";
    private const char Emphasized = '\x100';
    private const char Bold = '\x200';
    private const string Pauses = "，。、：；！？…—,.:!?";

    private static readonly MarkdownPipeline Strict = Common().Build();
    private static readonly MarkdownPipeline Lenient = Common().UseCjkFriendlyEmphasis().Build();

    private readonly StringBuilder _seen = new();
    private readonly StringBuilder _text = new();
    private string _header = "";
    private string _lastHeader = "";
    private char _style;
    private char _last;
    private bool _restyled;
    private bool _apart;
    private bool _cut;

    private Visible()
    {
    }

    /// <summary>As the author meant it.</summary>
    public static string Of(string text) => Of([text]);

    public static string Of(IEnumerable<string> parts) => Of(parts, Lenient);

    /// <summary>Of messages that continue one another, where the client takes no **注意：**请 for bold.</summary>
    public static string OfStrict(IEnumerable<string> parts) => Of(parts, Strict);

    public static MarkdownDocument Parse(string text) => Markdig.Markdown.Parse(text, Lenient);

    /// <summary>Stray brackets may make a link of half the text; one that is longer than a message does not stay a link.</summary>
    public static bool HasGiantLink(string text) =>
        Parse(text).Descendants<LinkInline>()
            .Any(link =>
                link.Descendants().Sum(
                    inline => inline is LiteralInline literal ? literal.Content.Length : inline is CodeInline code ? code.Content.Length : 0) > 100);

    private static MarkdownPipelineBuilder Common() =>
        new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).DisableHtml();

    // A table that continues repeats its header.
    private static string Of(IEnumerable<string> parts, MarkdownPipeline pipeline)
    {
        var visible = new Visible();
        foreach (var part in parts)
        {
            var document = Markdig.Markdown.Parse(part, pipeline);
            visible._header = visible._lastHeader;
            visible._lastHeader = "";
            visible.Blocks(document);
            visible._cut = true;
        }

        return visible._seen.ToString();
    }

    private void Blocks(ContainerBlock container)
    {
        foreach (var (index, block) in container.Index())
        {
            switch (block)
            {
                case ListBlock list:
                    foreach (var (number, item) in list.Cast<ListItemBlock>().Index())
                    {
                        Show(list.IsOrdered ? $"{int.Parse(list.OrderedStart!) + number}." : "•");
                        Blocks(item);
                    }

                    break;
                case Table table:
                    Rows(table);
                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                case ContainerBlock inner:
                    Blocks(inner);
                    break;
                case CodeBlock code:
                    _style = 'C';
                    Show(Code(code.Lines.ToString()));
                    break;
                case LeafBlock { Inline: { } inline } leaf:
                    Leaf(inline, leaf is HeadingBlock heading ? (char)('0' + heading.Level) : 'a');
                    break;
            }

            _style = 'a';
            _apart = true;
            _header = "";
            _lastHeader = block is Table last ? Header(last) : "";
        }
    }

    private void Rows(Table table)
    {
        var repeated = Header(table) == _header;
        foreach (var row in table.Cast<TableRow>().Skip(repeated ? 1 : 0))
        {
            Show("¦");
            foreach (var cell in row.Cast<TableCell>())
            {
                Show("|");
                foreach (var leaf in cell.OfType<LeafBlock>().Where(leaf => leaf.Inline is not null))
                {
                    Leaf(leaf.Inline!, 'a', inTable: true);
                }
            }
        }
    }

    private static string Header(Table table) => string.Concat(table[0].Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));

    private void Leaf(ContainerInline inline, char style, bool inTable = false)
    {
        _style = style;
        Inlines(inline, inTable);
        Flush();
    }

    private void Inlines(ContainerInline container, bool inTable)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    _text.Append(literal.Content.ToString());
                    break;
                case HtmlEntityInline entity:
                    _text.Append(entity.Transcoded.ToString());
                    break;
                case LineBreakInline:
                    _text.Append('\n');
                    break;
                case TaskList task:
                    _text.Append(task.Checked ? '☑' : '☐');
                    break;
                case CodeInline code:
                    Styled(inTable ? 'd' : 'c', () => _text.Append(Code(inTable ? code.Content.Replace("\\|", "|") : code.Content)));
                    break;
                case AutolinkInline auto:
                    _text.Append($"[{auto.Url}]({auto.Url})");
                    break;
                case LinkInline link:
                    _text.Append(link.IsImage ? "![" : "[");
                    Inlines(link, inTable);
                    _text.Append($"]({Uri.UnescapeDataString(link.Url ?? "")})");
                    break;
                case EmphasisInline { DelimiterChar: not '~' } emphasis:
                    Styled((char)(_style | (emphasis.DelimiterCount == 2 ? Bold : Emphasized)), () => Inlines(emphasis, inTable));
                    break;
                case DelimiterInline delimiter:
                    _text.Append(delimiter.ToLiteral());
                    Inlines(delimiter, inTable);
                    break;
                case ContainerInline other:
                    Inlines(other, inTable);
                    break;
            }
        }
    }

    private void Styled(char style, Action write)
    {
        Flush();
        var before = _style;
        (_style, _restyled) = (style, true);
        write();
        Flush();
        (_style, _restyled) = (before, true);
    }

    private void Flush()
    {
        Show(LineBreak().Replace(_text.ToString(), "\n"));
        _text.Clear();
    }

    private void Show(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                _apart = true;
                continue;
            }

            var isInWords = (_cut || !_restyled) && (_style & (Bold | Emphasized)) == 0 && char.IsAsciiLetterOrDigit(_last)
                && char.IsAsciiLetterOrDigit(character);
            _seen.Append(!isInWords ? "" : _cut ? Cut : _apart ? " " : "");
            _seen.Append(character).Append(Pauses.Contains(character) ? (char)(_style & ~(Bold | Emphasized)) : _style);
            (_last, _restyled, _apart, _cut) = (character, false, false, false);
        }
    }

    private static string Code(string text) => text.Replace("&lt;", "<").Replace("&gt;", ">");

    [GeneratedRegex(@"<br\s*/?>")]
    private static partial Regex LineBreak();
}
