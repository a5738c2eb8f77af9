using CsCheck;
using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Tests.Markdown;

public sealed class MarkdownSplitterTests
{
    // What texts are made of; each is a whole number of lines.
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Repeated("字", 1, 9000),
        Repeated("🎉", 1, 5000),
        Repeated("\"\\", 1, 5000),
        Repeated("word ", 1, 2000),
        Repeated("\u0001", 1, 5000),
        Repeated("\n", 1, 4000),
        Repeated("a line of prose\n", 1, 300),
        Repeated("a paragraph\n\n", 1, 300),
        Repeated("- item\n", 1, 200),
        Repeated("| a | b |\n", 1, 200),
        Repeated("    var x = \"y\";\n\n", 1, 300),
        Gen.Select(AnyOf("```", "```csharp", "````md", "~~~", "~~~text `x`", "`````", "```inline``` code"), Gen.Int[1, 3], (line, times) => string.Concat(Enumerable.Repeat(line + "\n", times))),
        Gen.Select(AnyOf('字', 'x', '\u0001'), Gen.Int[1, 1500], (info, times) => "~~~" + new string(info, times)),
        Gen.Const("text with ``` within"));

    private static readonly Gen<string> Texts = Pieces.Array[1, 12].Select(pieces => string.Join('\n', pieces));

    [Theory]
    [InlineData("hello")]
    [InlineData("# Title\n\ntext\n\n- a\n- b")]
    [InlineData("```csharp\nvar x = 1;\n```")]
    [InlineData("text\n\n```\nnever closed")]
    [InlineData("two blanks make  \na break")]
    public void Split_ShortText_IsUnchanged(string text) => MarkdownSplitter.Split(text).ShouldBe([text]);

    [Theory]
    [InlineData('字')]
    [InlineData('x')]
    public void Split_OneLineThatJustFits_IsUnchanged(char character)
    {
        var text = new string(character, MarkdownSplitter.MaxChars);

        MarkdownSplitter.Split(text).ShouldBe([text]);
    }

    [Fact]
    public void Split_WindowsLineEnds_BecomeDingTalks() => MarkdownSplitter.Split("a\r\nb").ShouldBe(["a\nb"]);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" \n\t\n")]
    public void Split_NoText_IsNoMessage(string text) => MarkdownSplitter.Split(text).ShouldBeEmpty();

    [Theory]
    [InlineData("x")]
    [InlineData("字")]
    [InlineData("🎉")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("word ")]
    public void Split_OneGiantLine_LosesNothingAndGetsNoLineBreaks(string element)
    {
        foreach (var times in new[] { 30_000, 33_100 })
        {
            var text = string.Concat(Enumerable.Repeat(element, times)).TrimEnd();

            var parts = MarkdownSplitter.Split(text);

            SplitOracle.Check(text, parts);
            string.Concat(parts).ShouldBe(text);
        }
    }

    [Fact]
    public void Split_Paragraphs_CutsBetweenThem()
    {
        var paragraph = string.Concat(Enumerable.Repeat("a line of it\n", 20));
        var text = string.Join('\n', Enumerable.Repeat(paragraph, 40));

        var parts = MarkdownSplitter.Split(text);

        SplitOracle.Check(text, parts);
        parts.Count.ShouldBeGreaterThan(2);
        parts.ShouldAllBe(part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length % 20 == 0);
    }

    [Fact]
    public void Split_GiantCodeBlock_IsClosedAndOpenedAgainWithItsLanguage()
    {
        var text = "intro\n\n```csharp\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"var x{i} = \"{i}\";\n")) + "```\n\noutro";

        var parts = MarkdownSplitter.Split(text);

        SplitOracle.Check(text, parts);
        parts.Count.ShouldBeGreaterThan(4);
        parts[0].ShouldStartWith("intro\n\n```csharp\n");
        parts.Skip(1).ShouldAllBe(part => part.StartsWith("```csharp\n"));
        parts.SkipLast(1).ShouldAllBe(part => part.EndsWith("\n```"));
        parts[^1].ShouldEndWith("\n```\n\noutro");
    }

    [Fact]
    public void Split_FenceWithinAFence_IsCode()
    {
        var text = "````md\n" + string.Concat(Enumerable.Repeat("```csharp\nvar x = 1;\n```\n~~~\n", 300)) + "````";

        var parts = MarkdownSplitter.Split(text);

        SplitOracle.Check(text, parts);
        parts.ShouldAllBe(part => part.StartsWith("````md\n") && part.EndsWith("\n````"));
    }

    [Fact]
    public void Split_TextEndsInTheFence_IsComplete()
    {
        var text = "```\n" + string.Concat(Enumerable.Repeat("0123456789\n", 1000)) + "the end";

        var parts = MarkdownSplitter.Split(text);

        SplitOracle.Check(text, parts);
        parts[^1].ShouldEndWith("the end");
    }

    [Fact]
    public void Split_GiantLineInAFence_StaysCode()
    {
        var text = "```\n" + new string('字', 20_000) + "\n```";

        SplitOracle.Check(text, MarkdownSplitter.Split(text));
    }

    [Fact]
    public void Split_FenceBeginsAtTheEndOfAPart_NoPartShowsAnEmptyBlock()
    {
        foreach (var rest in Enumerable.Range(0, 100))
        {
            var before = string.Concat(Enumerable.Repeat("a line of it\n", 260)) + new string('x', rest);
            var text = before + "\n```csharp\n" + string.Concat(Enumerable.Repeat("var x = 1;\n", 100)) + "```";

            var parts = MarkdownSplitter.Split(text);

            SplitOracle.Check(text, parts);
            parts.ShouldAllBe(part => !part.Contains("```csharp\n```"));
        }
    }

    [Fact]
    public void Split_FenceEndsAtTheEndOfAPart_NoPartShowsAnEmptyBlock()
    {
        foreach (var lines in Enumerable.Range(335, 30))
        {
            var text = "```csharp\n" + string.Concat(Enumerable.Repeat("var x=12;\n", lines)) + "```\n" + new string('y', 1000);

            var parts = MarkdownSplitter.Split(text);

            SplitOracle.Check(text, parts);
            parts.ShouldAllBe(part => !part.Contains("```csharp\n```"));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("   \n")]
    public void Split_ThousandsOfBlankLines_MakeNoEmptyMessages(string blank)
    {
        var text = "before\n" + string.Concat(Enumerable.Repeat(blank, 12_000)) + "after";

        var parts = MarkdownSplitter.Split(text);

        SplitOracle.Check(text, parts);
        parts.Count.ShouldBe(2);
    }

    [Fact]
    public void Split_AnyPart_LeavesRoomForTitleAndMentions()
    {
        var title = TitleMaker.From(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 30)));
        var mentions = Enumerable.Range(0, 50).Select(i => $"user-with-a-long-id-{i:D12}").ToList();

        foreach (var part in MarkdownSplitter.Split(new string('\u0001', 20_000)))
        {
            var message = new MarkdownMessage(title, part, mentions);
            RobotClient.MeasureMessageParam(message).ShouldBeLessThanOrEqualTo(15_000);
            RobotClient.MeasureSessionBody(message).ShouldBeLessThanOrEqualTo(20_000);
        }
    }

    [Fact]
    public void Split_AnyText_EndsAndLosesNothing() => Texts.Sample(text => SplitOracle.Check(text, Bounded(text)), iter: 500, print: Summary);

    [Fact]
    public void Split_SplitAgain_ChangesNothing() => Texts.Sample(text => MarkdownSplitter.Split(text).ShouldAllBe(part => MarkdownSplitter.Split(part).Count == 1), iter: 200);

    // A splitter that does not come to an end would otherwise take all memory.
    private static IReadOnlyList<string> Bounded(string text)
    {
        var split = Task.Run(() => MarkdownSplitter.Split(text), TestContext.Current.CancellationToken);
        return split.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken) ? split.Result : throw new TimeoutException("The splitter does not end.");
    }

    private static string Summary(string text) =>
        string.Join(" | ", text.Split('\n').CountBy(line => line).Select(line => $"{line.Value} x {line.Key[..Math.Min(20, line.Key.Length)]} ({line.Key.Length})"));

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Repeated(string piece, int least, int most) => Gen.Int[least, most].Select(times => string.Concat(Enumerable.Repeat(piece, times)));
}
