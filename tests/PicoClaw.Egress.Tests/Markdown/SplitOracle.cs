using System.Text;
using Markdig;
using Markdig.Syntax;
using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Tests.Markdown;

/// <summary>What must hold for every split, judged without the splitter's own code wherever that is possible.</summary>
internal static class SplitOracle
{
    public static void Check(string text, IReadOnlyList<string> parts)
    {
        foreach (var part in parts)
        {
            part.Length.ShouldBeLessThanOrEqualTo(MarkdownSplitter.MaxChars);
            JsonSize.Of(part).ShouldBeLessThanOrEqualTo(MarkdownSplitter.MaxBytes);
            part.ShouldNotBeNullOrWhiteSpace();
            part.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
        }

        IsComplete(text, parts).ShouldBeTrue("content was lost, doubled or moved");
        (string.Concat(parts.Select(Code)) == Code(text)).ShouldBeTrue("what was code must stay code, and nothing else may become it");
    }

    // The only lines that a split may add are a part's last (it closes a fence) and its first (it opens one).
    private static bool IsComplete(string text, IReadOnlyList<string> parts)
    {
        var content = Solid(text);
        HashSet<int> reached = [0];
        foreach (var part in parts)
        {
            reached = [.. Readings(part).Select(Solid).SelectMany(solid => reached.Where(at => At(content, at, solid)).Select(at => at + solid.Length))];
        }

        return reached.Contains(content.Length);
    }

    private static bool At(string content, int at, string solid) => content.AsSpan(at).StartsWith(solid, StringComparison.Ordinal);

    private static IEnumerable<string> Readings(string part)
    {
        var lines = part.Split('\n');
        var starts = IsFence(lines[0]) ? new[] { 0, 1 } : [0];
        var ends = IsFence(lines[^1]) ? new[] { lines.Length, lines.Length - 1 } : [lines.Length];
        return from start in starts from end in ends where start <= end select string.Join('\n', lines[start..end]);
    }

    private static bool IsFence(string line) => line.TrimStart().StartsWith("```", StringComparison.Ordinal) || line.TrimStart().StartsWith("~~~", StringComparison.Ordinal);

    private static string Code(string text) => string.Concat(Markdig.Markdown.Parse(text, new MarkdownPipelineBuilder().Build()).Descendants<FencedCodeBlock>().Select(block => Solid(block.Lines.ToString())));

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
