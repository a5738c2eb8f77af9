using System.Text.RegularExpressions;
using CsCheck;
using Markdig.Syntax;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>PICOCLAW_MARKDOWN_CASES asks for more cases than the usual ones.</summary>
public sealed partial class MarkdownPropertyTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("PICOCLAW_MARKDOWN_CASES"), out var cases) ? cases : 1000;

    private static readonly Gen<(int Chars, int Bytes)> Limits = MarkdownGen.AnyOf((500, 14_000), (14_000, 1000), (500, 1000), (1200, 3000), (3500, 12_000));

    [Fact]
    public void Render_AnyDocument_ShowsAllOfIt() =>
        Gen.Select(MarkdownGen.Document.Where(text => !Visible.HasGiantLink(Mended.Of(text))), Limits).Sample(
            (text, limit) =>
            {
                var parts = Unnumbered(Dialect.With(limit.Chars, limit.Bytes).Render(text)).ToList();
                ShouldBeSame(Visible.Of(parts), Visible.Of(Mended.Of(text)));
                ShouldBeSame(Visible.OfStrict(parts), Visible.Of(Mended.Of(text)));
            },
            iter: Cases);

    [Fact]
    public void Render_AnyDocument_StaysWithinTheLimitsWithEveryFenceClosed() =>
        Gen.Select(MarkdownGen.Wild, Limits, Gen.Enum<TableStyle>(), Gen.Bool).Sample(
            (text, limit, tables, escape) =>
            {
                foreach (var part in Dialect.With(limit.Chars, limit.Bytes, tables, escape).Render(text))
                {
                    part.Length.ShouldBeLessThanOrEqualTo(limit.Chars);
                    JsonSize.Of(part).ShouldBeLessThanOrEqualTo(limit.Bytes);
                    part.ShouldNotBeNullOrWhiteSpace();
                    Visible.Parse(part).Descendants<CodeBlock>().All(block => block is FencedCodeBlock { ClosingFencedCharCount: >= 3 }).ShouldBeTrue(part);
                }
            },
            iter: Cases);

    [Fact]
    public void Render_PartAgain_ChangesNothing() =>
        Gen.Select(MarkdownGen.Document, Limits).Sample(
            (text, limit) =>
            {
                var dialect = Dialect.With(limit.Chars, limit.Bytes);
                foreach (var part in dialect.Render(text))
                {
                    ShouldBeSame(Visible.Of(dialect.Render(part).ShouldHaveSingleItem()), Visible.Of(part));
                }
            },
            iter: Cases);

    [Fact]
    public void Render_AnyString_DoesNotThrowAndStaysWithinTheLimits() =>
        Gen.String[Gen.Char["\ud83d\ude00\u0301\u200d\0\t\r\n `*_[]()!<>#|-+=~\\&;.:字a1"], 0, 3000].Sample(
            text =>
            {
                foreach (var part in Dialect.With(500, 1000).Render(text))
                {
                    (part.Length <= 500 && JsonSize.Of(part) <= 1000 && !HalfCharacter().IsMatch(part)).ShouldBeTrue(part);
                }
            },
            iter: Cases);

    [Fact]
    public void Render_MorePartsThanAllowed_SaysThatTheRestIsLeftOut() =>
        Gen.Select(MarkdownGen.Wild.Array[1, 5].Select(texts => string.Join("\n\n", texts)), Limits, Gen.Int[1, 3]).Sample(
            (text, limit, most) =>
            {
                var all = Dialect.With(limit.Chars, limit.Bytes).Render(text);
                var parts = Dialect.With(limit.Chars, limit.Bytes, parts: most).Render(text);

                parts.Count.ShouldBeInRange(1, most);
                parts.ShouldAllBe(part => part.Length <= limit.Chars && JsonSize.Of(part) <= limit.Bytes);
                var shown = Unnumbered(parts).ToList();
                shown.SkipLast(1).ShouldAllBe(part => !LeftOutSentence().IsMatch(part));
                if (LeftOutSentence().IsMatch(shown[^1]))
                {
                    all.Count.ShouldBeGreaterThan(most);
                    return;
                }

                // With room for the sentence some texts need fewer parts than without it. Then nothing is left out.
                var roomy = Dialect.With(limit.Chars - OmissionNotice.MaxSize.Chars, limit.Bytes - OmissionNotice.MaxSize.Bytes);
                parts.ShouldBe(all.Count > most ? roomy.Render(text) : all);
            },
            iter: Cases);

    [Fact]
    public void Render_AnythingVisible_IsNeverNothing() =>
        Gen.Select(
            MarkdownGen.Table,
            MarkdownGen.WideTable,
            MarkdownGen.AnyOf("", "> ", "- ", "1. ", "> - ", "text\n\n"),
            Limits,
            Gen.Enum<TableStyle>(),
            Gen.Bool).Sample(
            (table, wide, before, limit, tables, isWide) =>
            {
                var text = MarkdownGen.Within(before, isWide ? wide : table);
                var parts = Dialect.With(limit.Chars, limit.Bytes, tables).Render(text);
                var shown = string.Concat(parts);
                parts.ShouldAllBe(part => part.Length <= limit.Chars && JsonSize.Of(part) <= limit.Bytes);
                Word().Matches(text).Select(match => match.Value).Where(word => !shown.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty();
            },
            iter: Cases);

    private static IEnumerable<string> Unnumbered(IReadOnlyList<string> parts) => parts.Select((part, index) =>
    {
        var number = $"\n\n({index + 1}/{parts.Count})";
        return parts.Count == 1 ? part
            : part.EndsWith(number, StringComparison.Ordinal) ? part[..^number.Length]
            : throw new ShouldAssertException($"no number: {part}");
    });

    // The whole of both would fill pages.
    private static void ShouldBeSame(string actual, string expected)
    {
        for (var cut = actual.IndexOf(Visible.Cut, StringComparison.Ordinal); cut >= 0; cut = actual.IndexOf(Visible.Cut, StringComparison.Ordinal))
        {
            actual = actual.Remove(cut, 1).Insert(cut, cut < expected.Length && expected[cut] == ' ' ? " " : "");
        }

        var same = actual.AsSpan().CommonPrefixLength(expected);
        var at = Math.Max(0, same - 60);
        var (shown, wanted) = (actual[at..Math.Min(actual.Length, same + 60)], expected[at..Math.Min(expected.Length, same + 60)]);
        (actual == expected).ShouldBeTrue($"{shown}\n\nbut should be\n\n{wanted}");
    }

    [GeneratedRegex(@"(其余约 [\d.]+ 万?字未发送）|more characters were not sent\.\))$")]
    private static partial Regex LeftOutSentence();

    [GeneratedRegex(@"w\d+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")]
    private static partial Regex HalfCharacter();
}
