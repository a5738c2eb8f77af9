using Markdig.Syntax;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class SplitTests
{
    private static readonly MarkdownDialect Small = Dialect.With(chars: 500, bytes: 1000);

    [Fact]
    public void Render_Paragraphs_CutsBetweenThemAndNumbersTheParts()
    {
        var paragraph = new string('x', 200);

        Small.Render(string.Join("\n\n", Enumerable.Repeat(paragraph, 3))).ShouldBe([$"{paragraph}\n\n{paragraph}\n\n(1/2)", $"{paragraph}\n\n(2/2)"]);
    }

    [Fact]
    public void Render_TextThatJustFits_IsOnePart() => Small.Render(new string('x', 500)).ShouldBe([new string('x', 500)]);

    [Fact]
    public void Render_HeadingAtTheEndOfAPart_MovesToWhatItHeads() =>
        Small.Render($"{new string('x', 400)}\n\n# Head\n\n{new string('y', 300)}")[1].ShouldStartWith("# Head\n\ny");

    [Fact]
    public void Render_Sentences_CutsAfterOne() =>
        Small.Render(string.Concat(Enumerable.Repeat("这是一个句子。", 100))).SkipLast(1).ShouldAllBe(part => part.Contains("句子。\n\n("));

    [Fact]
    public void Render_Words_CutsAfterOne() =>
        Small.Render(string.Concat(Enumerable.Repeat("word ", 300))).SkipLast(1).ShouldAllBe(part => part.Contains("word\n\n("));

    [Fact]
    public void Render_Emphasis_IsClosedAndOpenedAgain() =>
        Small.Render($"**{string.Concat(Enumerable.Repeat("word ", 300))}end**").ShouldAllBe(part => part.StartsWith("**word") && part.Contains("**\n\n("));

    [Fact]
    public void Render_Code_IsClosedAndOpenedAgainWithItsLanguage()
    {
        var parts = Small.Render($"```csharp\n{string.Join('\n', Enumerable.Range(0, 100).Select(i => $"var x{i} = {i};"))}\n```");

        parts.Count.ShouldBeGreaterThan(2);
        parts.ShouldAllBe(part => part.StartsWith("```csharp\nvar x") && part.Contains(";\n```\n\n("));
    }

    [Fact]
    public void Render_Table_RepeatsItsHeader()
    {
        var parts = Small.Render($"|a|b|\n|-|-:|\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"|{i}|x|\n"))}");

        parts.Count.ShouldBeGreaterThan(2);
        parts.ShouldAllBe(part => part.StartsWith("| a | b |\n| :--- | ---: |\n| ") && part.Contains(" |\n\n("));
    }

    // Each part of a table repeats the header, so a table whose header alone is longer than a message is shown as a list.
    [Theory]
    [InlineData("Keep", "", "- h", 100)]
    [InlineData("Keep", " | ", "- h", 100)]
    [InlineData("Keep", " | x", "- **h**: x", 100)]
    [InlineData("List", " | x", "- **h**: x", 100)]
    [InlineData("List", " | ", "- h", 2)]
    [InlineData("List", "", "- h", 2)]
    public void Render_TableOfManyColumns_ShowsItsHeader(string style, string row, string expected, int columns) =>
        Dialect.With(500, 1000, Enum.Parse<TableStyle>(style))
            .Render($"|h{string.Concat(Enumerable.Repeat("| ", columns))}|\n|{string.Concat(Enumerable.Repeat("-|", columns + 1))}\n{row}")
            .ShouldBe([expected]);

    [Fact]
    public void Render_HeaderAloneThatFillsAMessage_IsNotLost()
    {
        var parts = Small.Render($"{new string('x', 100)}\n\n|h{new string('|', 53)}\n|{string.Concat(Enumerable.Repeat("-|", 53))}");

        string.Concat(parts).ShouldContain("h");
    }

    [Fact]
    public void Render_List_GoesOnCounting() =>
        Small.Render(string.Concat(Enumerable.Repeat($"1. {new string('x', 200)}\n", 5)))[1].ShouldStartWith("3. x");

    [Fact]
    public void Render_NestedListAcrossParts_BeginsAtTheMarginAndCountsOn()
    {
        var item = new string('x', 300);

        Small.Render($"1. a\n2. b\n   1. {item}\n   2. {item}\n3. c").ShouldBe([$"1. a\n2. b\n   1. {item}\n\n(1/2)", $"2. {item}\n\n3) c\n\n(2/2)"]);
    }

    // A piece that is longer than a message is cut as the last resort: nothing is lost, and no limit is broken.
    [Theory]
    [InlineData("[label](https://e.test/", ")", "label")]
    [InlineData("https://e.test/", "", "https")]
    [InlineData("`", "`", "`xx")]
    [InlineData("```\n", "\n```", "```\nx")]
    [InlineData("| h |\n|---|\n| ", " |", "**h**")]
    [InlineData("# ", "", "# x")]
    [InlineData("e\u0301", "", "x")]
    public void Render_GiantPiece_IsCutAsTheLastResort(string before, string after, string shown)
    {
        var parts = Small.Render(before + new string('x', 20_000) + after);

        parts.Count.ShouldBeGreaterThan(40);
        parts.ShouldAllBe(part => part.Length <= 500 && JsonSize.Of(part) <= 1000);
        parts.Sum(part => part.Count(character => character == 'x')).ShouldBe(20_000);
        parts.ShouldContain(part => part.Contains(shown));
    }

    [Fact]
    public void Render_LinkAtTheEndOfAPart_MovesWhole() =>
        Small.Render($"{string.Concat(Enumerable.Repeat("word ", 90))}[a label of words](https://e.test/{new string('p', 60)}) end")[1]
            .ShouldStartWith("[a label of words](https://e.test/p");

    [Fact]
    public void Render_GiantCodeWithinEmphasis_LeavesTheEmphasisWhole() =>
        Small.Render($"***`{new string('x', 1200)}`** y*")[^1].ShouldEndWith("x`** y*\n\n(3/3)");

    [Theory]
    [InlineData(14)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(450)]
    public void Render_GiantCodeSpanOfBackticks_IsCut(int run)
    {
        var marker = new string('`', run + 1);
        var text = $"甲 {marker}x{marker[1..]}{string.Concat(Enumerable.Repeat("y`", 600))}{marker[1..]}z{marker}";

        var parts = Small.Render(text);

        parts.ShouldAllBe(part => part.Length <= 500);
        var seen = string.Concat(parts.Select(Visible.Of));
        new[] { 'x', 'y', 'z' }.Select(letter => seen.Count(character => character == letter)).ShouldBe([1, 600, 1]);
    }

    // Its blanks would make a block of code of it, and what is behind them a list.
    [Theory]
    [InlineData("", "     ")]
    [InlineData("", "  - ")]
    [InlineData("", " \t")]
    [InlineData("> ", "     ")]
    [InlineData("甲\n", "  - ")]
    public void Render_CodeSpanThatNoMarkerCloses_IsTextAlsoAtTheBeginningOfALine(string before, string content)
    {
        var part = Small.Render($"{before}``{content}{new string('`', 20)} x ``").ShouldHaveSingleItem();

        var blocks = Visible.Parse(part).Descendants().OfType<Block>().ToList();
        blocks.Where(block => block is CodeBlock or ListBlock).ShouldBeEmpty(part);
        Visible.Of(part).Count(character => character == '`').ShouldBe(20);
    }

    [Fact]
    public void Render_CharacterLongerThanAMessage_IsCutBetweenItsParts()
    {
        var parts = Small.Render("e" + string.Concat(Enumerable.Repeat("\u0301\U0001F3FD", 5000)));

        parts.Sum(part => part.Count(character => character == '\u0301')).ShouldBe(5000);
        parts.ShouldAllBe(part => !part.Contains('\ufffd') && part.Length <= 500);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("> ")]
    [InlineData("*")]
    [InlineData("*a **b ")]
    [InlineData("`` ` ")]
    [InlineData("[a]: b\n")]
    [InlineData("|a")]
    [InlineData("- ")]
    [InlineData("字")]
    [InlineData("e\u0301")]
    [InlineData("\u0301")]
    [InlineData("**字：")]
    [InlineData("a\n\n")]
    [InlineData("1. a\n")]
    [InlineData("```\n")]
    public async Task Render_HostileText_IsQuick(string piece)
    {
        // Read as Markdown, and too long for that.
        foreach (var length in new[] { 127_000, 1_000_000 })
        {
            var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));

            var parts = await Task.Run(() => Dialect.With().Render(text), TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

            parts.ShouldAllBe(part => part.Length <= 3500);
            parts.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Render_TableOfManyColumnsAndRows_IsQuick()
    {
        var text = string.Join('\n', new[] { "|a", "|-", "|x\n" }.Select(row => string.Concat(Enumerable.Repeat(row, 10_000))));

        var parts = await Task.Run(() => Dialect.With().Render(text), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        parts.Sum(part => part.Count(character => character == 'x')).ShouldBe(10_000);
    }
}
