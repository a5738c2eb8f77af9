using System.Globalization;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class TitleMakerTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("# Result", "Result")]
    [InlineData("###### Deep ######", "Deep")]
    [InlineData("> quoted", "quoted")]
    [InlineData("- item", "item")]
    [InlineData("* item", "item")]
    [InlineData("+ item", "item")]
    [InlineData("> - # nested", "nested")]
    [InlineData("1. first", "first")]
    [InlineData("**bold** text", "bold text")]
    [InlineData("*it* and ***both***", "it and both")]
    [InlineData("~~old~~ new", "old new")]
    [InlineData("run `make` now", "run make now")]
    [InlineData("see [the docs](https://e.test/a?b=c)", "see the docs")]
    [InlineData("[a](u) and [b](v)", "a and b")]
    [InlineData("![chart](https://e.test/p.png) grew", "chart grew")]
    [InlineData("| a | b |", "a | b")]
    [InlineData("done!", "done!")]
    [InlineData("snake_case stays", "snake_case stays")]
    [InlineData("部署完成", "部署完成")]
    [InlineData("🎉 done", "🎉 done")]
    public void From_OneLine_IsItsTextWithoutMarkup(string text, string title) => TitleMaker.From(text).ShouldBe(title);

    [Theory]
    [InlineData("\n\n  \n# Late")]
    [InlineData("\r\n\r\nLate")]
    [InlineData("```csharp\nLate\n```")]
    [InlineData("~~~\nLate")]
    [InlineData("---\nLate")]
    [InlineData("***\nLate")]
    [InlineData("- - -\nLate")]
    [InlineData("|---|:--|\nLate")]
    [InlineData("![](https://e.test/p.png)\nLate")]
    [InlineData(">\n> Late")]
    public void From_LinesWithoutWords_AreSkipped(string text) => TitleMaker.From(text).ShouldBe("Late");

    [Theory]
    [InlineData("-5 °C tonight", "-5 °C tonight")]
    [InlineData("+3 points", "+3 points")]
    [InlineData("2*3 = 6", "2*3 = 6")]
    [InlineData("2 * 3 = 6", "2 * 3 = 6")]
    [InlineData("~100 files", "~100 files")]
    [InlineData("items[0] = 1", "items[0] = 1")]
    [InlineData("a | b", "a | b")]
    public void From_CharactersThatOnlyLookLikeMarkup_AreKept(string text, string title) => TitleMaker.From(text).ShouldBe(title);

    [Theory]
    [InlineData("")]
    [InlineData("\n \t\n")]
    [InlineData("```\n```")]
    [InlineData("# ")]
    public void From_NothingToSay_IsTheName(string text) => TitleMaker.From(text).ShouldBe("PicoClaw");

    [Fact]
    public void From_TwentyElements_IsNotShortened() => TitleMaker.From(new string('字', 20)).ShouldBe(new string('字', 20));

    [Fact]
    public void From_LongLine_EndsWithAnEllipsisAtTwentyElements() => TitleMaker.From(new string('字', 21)).ShouldBe(new string('字', 19) + "…");

    [Fact]
    public void From_Emoji_IsNeverCutWithinACharacterThatPeopleSee()
    {
        const string Family = "👨‍👩‍👧‍👦";

        var title = TitleMaker.From(string.Concat(Enumerable.Repeat(Family, 30)));

        title.ShouldBe(string.Concat(Enumerable.Repeat(Family, 19)) + "…");
        new StringInfo(title).LengthInTextElements.ShouldBe(20);
    }

    [Fact]
    public void From_ElementsOfManyMarks_StaysSmall() =>
        JsonSize.Of(TitleMaker.From("e" + new string('\u0301', 5000))).ShouldBeLessThan(1000);

    [Theory]
    [InlineData("](")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("# ")]
    [InlineData("`")]
    public async Task From_GiantLineOfMarkup_IsQuick(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 500_000));

        var title = await Task.Run(() => TitleMaker.From(text), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        title.Length.ShouldBeLessThanOrEqualTo(20);
    }
}
