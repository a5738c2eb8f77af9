using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Puts headings, lists, tables and rules that are glued to text on lines of their own.</summary>
internal static partial class BlockLines
{
    public static List<TextLine> Mend(List<TextLine> lines)
    {
        var apart = new List<TextLine>(lines.Count);
        lines = TableShapes.Mend(lines);
        foreach (var (index, line) in lines.Index())
        {
            if (line.IsCode)
            {
                apart.Add(line);
                continue;
            }

            apart.AddRange(Apart(line.Text, Next(lines, index)).Select(TextLine.Of));
        }

        return Rules(TableLines.Mend(Items(apart)));
    }

    private static IEnumerable<string> Apart(string text, string next)
    {
        // 结束。## 二、步骤
        if (GluedHeading().Match(text) is { Success: true } heading && text.AsSpan(0, heading.Index).Count('`') % 2 == 0)
        {
            return [text[..(heading.Index + 1)], "", Heading(text[heading.Groups["heading"].Index..])];
        }

        // 步骤：1. 备份, and 2. in the next line.
        if (!Item().IsMatch(text) && GluedItem().Match(text) is { Success: true } item && IsFollowed(item.Groups["item"].Value, next))
        {
            return [text[..item.Groups["item"].Index].TrimEnd(), "", text[item.Groups["item"].Index..]];
        }

        return [Heading(Footnote().Replace(text, "[$1]"))];
    }

    // ##标题
    private static string Heading(string text) => TightHeading().Replace(text, "$0 ");

    private static bool IsFollowed(string marker, string next) => marker.StartsWith('1')
        ? next.AsSpan().TrimStart().StartsWith($"2{marker[1]}")
        : next.AsSpan().TrimStart() is ['-' or '*' or '+', ' ', ..];

    // -甲 and -乙 in the next line
    private static List<TextLine> Items(List<TextLine> lines)
    {
        var tight = lines.ConvertAll(line => !line.IsCode && TightItem().IsMatch(line.Text));
        return [.. lines.Select((line, index) => tight[index] && ((index > 0 && tight[index - 1]) || (index + 1 < lines.Count && tight[index + 1]))
            ? TextLine.Of(TightItem().Replace(line.Text, "$0 "))
            : line)];
    }

    // Models mean a rule; under a line of text it would make a heading of the whole paragraph.
    private static List<TextLine> Rules(List<TextLine> lines)
    {
        var ruled = new List<TextLine>(lines.Count);
        foreach (var line in lines)
        {
            if (!line.IsCode && Rule().IsMatch(line.Text) && ruled.Count > 0 && ruled[^1].IsText
                && !(line.Text.Trim() == "-" && Item().IsMatch(ruled[^1].Text)))
            {
                ruled.Add(TextLine.Of(line.Quotes.TrimEnd()));
            }

            ruled.Add(line);
        }

        return ruled;
    }

    private static string Next(List<TextLine> lines, int index) => index + 1 < lines.Count && !lines[index + 1].IsCode ? lines[index + 1].Text : "";

    [GeneratedRegex(@"(?:[。！？：；…]|(?<=\w)[.!?:](?=[ \t]*#{2,6}[ \t]))(?=[ \t]*(?<heading>#{2,6}[ \t]*[\w*]))")]
    private static partial Regex GluedHeading();

    [GeneratedRegex(@"(?:：|:[ \t]*)(?<item>- |1[.)] )(?=\S)")]
    private static partial Regex GluedItem();

    [GeneratedRegex(@"^[ ]{0,3}#{2,6}(?=[\w*（【“])")]
    private static partial Regex TightHeading();

    [GeneratedRegex(@"^[ \t]*[-*](?=[\u3400-\u9fff][^*]*$)")]
    private static partial Regex TightItem();

    // To Markdown a note of one word is the address of a link.
    [GeneratedRegex(@"^\[\^([^\]\s]{1,50})\]:(?=\s|$)")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"^[ >\t]*(?:[-*+]|\d{1,9}[.)])[ \t]")]
    private static partial Regex Item();

    [GeneratedRegex(@"^(?:[ \t]*>)*[ \t]*-+[ \t]*$")]
    private static partial Regex Rule();
}
