using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>Makes the title that the chat list and the push show: the first meaningful heading or line, short and without markup.</summary>
internal static partial class TitleMaker
{
    private const int MaxElements = 20;

    // A character that people see may consist of any number of others, and the title shares the body's limit.
    private const int MaxChars = 300;

    // The beginning is enough for a title.
    private const int MaxText = 4000;
    private const string Nothing = "PicoClaw";
    private static readonly SearchValues<char> Ornaments = SearchValues.Create("#>-+*_=|:~`[]! \t");

    public static string From(string text)
    {
        text = DataPictures.Replace(text);
        text = Mended.Of(text[..Math.Min(text.Length, MaxText)].ReplaceLineEndings("\n"));
        var blocks = MarkdownParser.TryParse(text)?.Descendants<LeafBlock>().Where(block => block is not LinkReferenceDefinition).Select(Plain) ?? [text];
        var line = blocks.SelectMany(block => block.Split('\n')).Select(line => Tag().Replace(line, "").Trim('|', ' ', '\t'))
            .FirstOrDefault(line => line.AsSpan().ContainsAnyExcept(Ornaments));
        return line is null ? Nothing : Shorten(line);
    }

    private static string Plain(LeafBlock block)
    {
        if (block.Inline is null)
        {
            return block.Lines.ToString();
        }

        var plain = new StringBuilder();
        foreach (var inline in block.Inline.Descendants())
        {
            plain.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LineBreakInline => "\n",
                TaskList task => task.Checked ? "☑" : "☐",
                _ => "",
            });
        }

        return plain.ToString();
    }

    private static string Shorten(string plain)
    {
        var elements = StringInfo.ParseCombiningCharacters(plain);
        var title = elements.Length <= MaxElements ? plain : plain[..elements[MaxElements - 1]].TrimEnd() + "…";
        return title.Length <= MaxChars ? title : title[..(char.IsHighSurrogate(title[MaxChars - 1]) ? MaxChars - 1 : MaxChars)];
    }

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
