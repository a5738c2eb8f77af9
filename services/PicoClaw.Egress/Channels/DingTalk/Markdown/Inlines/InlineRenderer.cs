using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>
/// Writes a paragraph's content in DingTalk's dialect. Markup that the dialect shares is kept character by character.
/// </summary>
internal sealed partial class InlineRenderer
{
    private readonly bool _escapeCode;
    private readonly bool _inTable;
    private readonly TokenList _tokens = new();
    private readonly StringBuilder _literal = new();
    private readonly HashSet<int> _emphasis = [];
    private bool _unwrapped;

    private InlineRenderer(bool escapeCode, bool inTable) => (_escapeCode, _inTable) = (escapeCode, inTable);

    public static IReadOnlyList<Token> Render(LeafBlock block, bool escapeCode, bool inTable = false)
    {
        if (block.Inline is null)
        {
            return [.. PlainText.Tokens(block.Lines.ToString())];
        }

        return Render(block.Inline, escapeCode, inTable);
    }

    private static IReadOnlyList<Token> Render(ContainerInline container, bool escapeCode, bool inTable)
    {
        var renderer = new InlineRenderer(escapeCode, inTable);
        renderer.Children(container);
        renderer.Flush();
        var tokens = renderer._tokens.Finish();
        var portable = PortableEmphasis.Of(tokens);

        // A single literal star stays as it is while the markers do; several could pair up, after a cut or in another client.
        List<Token> escaped = [.. portable.Select(Escaped)];
        var isPaired = escaped.Sum(token => token.Text.Length) > portable.Sum(token => token.Text.Length) + 1;
        if (renderer._unwrapped || !portable.SequenceEqual(tokens))
        {
            return AdjoiningText.Escape(escaped, container.ParentBlock?.Parent is ListItemBlock);
        }

        return isPaired ? escaped : portable;
    }

    private static Token Escaped(Token token) => token.Kind == TokenKind.Text ? token with { Text = PlainText.EscapeMarkers(token.Text) } : token;

    private void Children(ContainerInline container)
    {
        foreach (var inline in container)
        {
            Write(inline);
        }
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Literal(literal);
                return;
            case EmphasisInline { DelimiterChar: not '~' } emphasis when _emphasis.Add(emphasis.DelimiterCount):
                Emphasis(emphasis);
                return;
            case DelimiterInline delimiter:
                _literal.Append(delimiter.ToLiteral());
                Children(delimiter);
                return;
            case ContainerInline container and not LinkInline:
                _unwrapped = true;
                Children(container);
                return;
        }

        Flush();
        WriteToken(inline);
    }

    private void WriteToken(Inline inline)
    {
        switch (inline)
        {
            case HtmlEntityInline entity:
                _tokens.Text(entity.Original.ToString());
                break;
            case LineBreakInline:
                _tokens.Break();
                break;
            case TaskList task:
                _tokens.Text(task.Checked ? "☑" : "☐");
                break;
            case CodeInline code:
                _tokens.Code(Code(code.Content));
                break;
            case AutolinkInline { IsEmail: false } link when !LinkAddress.IsOpen(link.Url):
                _tokens.Code(Code(link.Url));
                break;
            case AutolinkInline link:
                _tokens.Atom($"[{PlainText.Escape(link.Url)}]({LinkAddress.Write((link.IsEmail ? "mailto:" : "") + link.Url)})");
                break;
            case LinkInline { IsImage: true } picture when LinkAddress.IsPicture(picture.Url):
                _tokens.Atom($"![{Inner(picture)}]({LinkAddress.Write(picture.Url)})");
                break;
            case LinkInline { IsImage: false } link when LinkAddress.IsOpen(link.Url):
                Link(link);
                break;
            case LinkInline link:
                Unreachable(link);
                break;
        }
    }

    private void Link(LinkInline link)
    {
        var text = LinkText.IsVisible(link) ? Inner(link) : PlainText.Escape(link.Url!);
        var host = LinkText.RealHost(link) is { } real ? $" ({PlainText.Escape(real)})" : "";
        _tokens.Atom($"[{text}{host}]({LinkAddress.Write(link.Url)})");
    }

    private string Inner(LinkInline link) => Token.Join(Render(link, _escapeCode, _inTable), " ");

    // A broken picture says less than its name and where it lies.
    private void Unreachable(LinkInline link)
    {
        var isNamed = link.FirstChild is not null;
        Children(link);
        Flush();
        if (link.Url is { Length: > 0 } url && !(link.FirstChild == link.LastChild && link.FirstChild is LiteralInline name && name.Content.ToString() == url))
        {
            _tokens.Text(isNamed ? " (" : "");
            _tokens.Code(Code(Uri.UnescapeDataString(url)));
            _tokens.Text(isNamed ? ")" : "");
        }
    }

    private void Literal(LiteralInline literal)
    {
        var content = literal.Content.ToString();
        if (literal.IsFirstCharacterEscaped && content.Length > 0)
        {
            Flush();
            _tokens.Text(content[0] is '<' or '>' ? PlainText.EscapeHtml(content[..1]) : "\\" + content[0]);
            content = content[1..];
        }

        _literal.Append(content);
    }

    // Bold within bold only adds markers that a cut must close and reopen. Underscores around a piece that was cut off could belong to a
    // name.
    private void Emphasis(EmphasisInline emphasis)
    {
        Flush();
        var marker = new string('*', emphasis.DelimiterCount);
        _tokens.Open(marker);
        Children(emphasis);
        Flush();
        _tokens.Close(marker);
        _emphasis.Remove(emphasis.DelimiterCount);
    }

    private string Code(string content)
    {
        // The one escape that code has, and only within a table.
        content = _inTable ? content.Replace(@"\|", "|", StringComparison.Ordinal) : content;
        return _escapeCode ? PlainText.EscapeHtml(content) : content;
    }

    private void Flush()
    {
        var text = Footnote().Replace(
            _literal.ToString(), match => $"[{match.Groups[1].Value}]{(match.Index == 0 && _tokens.AtLineStart ? "" : match.Groups[2].Value)}");
        _literal.Clear();
        foreach (var (index, line) in LineBreak().Split(text).Index())
        {
            if (index > 0)
            {
                _tokens.Break();
            }

            _tokens.Text(Stray().Replace(PlainText.EscapeHtml(line), @"\$0"));
        }
    }

    [GeneratedRegex(@"\[\^([^\]\s]{1,50})\](:(?=\s|$))?")]
    private static partial Regex Footnote();

    // Backticks are escaped because a code span may be written differently from the source, brackets because joined lines could form a link,
    // and tildes because clients differ in what they strike out.
    [GeneratedRegex(@"`|\](?=\()|~(?=~)|(?<=~)~")]
    private static partial Regex Stray();

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}
