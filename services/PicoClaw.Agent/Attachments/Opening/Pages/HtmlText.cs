using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PicoClaw.Agent.Attachments.Opening.Pages;

/// <summary>The words of a web page. Nothing that it names is fetched, and none of its scripts runs.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
        { "script", "style", "noscript", "template", "svg", "iframe", "object", "head" };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    public static Opened Read(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        var text = new BoundedText();
        if (document.Title is { Length: > 0 } title)
        {
            text.Append(title);
            text.Break();
        }

        Walk(document.Body, text);
        return Opened.OfText("web page", null, text);
    }

    // By a loop: a page may be nested deeper than any stack.
    private static void Walk(INode? root, BoundedText text)
    {
        var node = root;
        while (node is not null && !text.IsCut)
        {
            var isSilent = node is IElement element && Silent.Contains(element.LocalName);
            Begin(node, text);
            if (!isSilent && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && node.NextSibling is null)
            {
                node = node == root || node.Parent == root ? null : node.Parent;
                End(node, text);
            }

            node = node?.NextSibling;
        }
    }

    private static void Begin(INode node, BoundedText text)
    {
        if (node is IText words)
        {
            text.Append(words.Parent is IElement { LocalName: "pre" } ? words.Data : Collapsed(words.Data));
        }
        else if (node is IElement { LocalName: "td" or "th", PreviousElementSibling: not null })
        {
            text.Append("\t");
        }
        else
        {
            End(node, text);
        }
    }

    private static void End(INode? node, BoundedText text)
    {
        if (node is IElement element && Lines.Contains(element.LocalName))
        {
            text.Break();
        }
    }

    private static string Collapsed(string data)
    {
        var words = string.Join(' ', data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? (data.Contains('\n', StringComparison.Ordinal) ? "" : " ")
            : $"{(char.IsWhiteSpace(data[0]) ? " " : "")}{words}{(char.IsWhiteSpace(data[^1]) ? " " : "")}";
    }
}
