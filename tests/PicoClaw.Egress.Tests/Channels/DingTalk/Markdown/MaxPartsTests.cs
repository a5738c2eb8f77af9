using System.Globalization;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>Replies that are too long to read in a chat.</summary>
public sealed class MaxPartsTests
{
    private const string Chinese = "（内容过长，其余约";
    private const string English = "(This reply is too long for a chat: about";

    private static readonly MarkdownDialect Two = Dialect.With(chars: 500, bytes: 1000, parts: 2);

    [Fact]
    public void Render_AsManyPartsAsAreAllowed_AreAllOfIt()
    {
        var paragraph = new string('x', 400);

        Two.Render($"{paragraph}\n\n{paragraph}").ShouldBe([$"{paragraph}\n\n(1/2)", $"{paragraph}\n\n(2/2)"]);
    }

    [Fact]
    public void Render_OnePartMore_IsLeftOutAndTheLastPartSaysHowMuch()
    {
        var paragraph = new string('x', 350);

        Two.Render(string.Join("\n\n", Enumerable.Repeat(paragraph, 4))).ShouldBe(
            [$"{paragraph}\n\n(1/2)", $"{paragraph}\n\n{English} 700 more characters were not sent.)\n\n(2/2)"]);
    }

    [Fact]
    public void Render_ChineseText_SaysItInChinese()
    {
        var paragraph = new string('字', 280);

        Two.Render($"见 README：\n\n{string.Join("\n\n", Enumerable.Repeat(paragraph, 100))}")[^1].ShouldBe($"{paragraph}\n\n{Chinese} 2.8 万字未发送）\n\n(2/2)");
    }

    [Fact]
    public void Render_OnePartAllowed_HasNoNumber() =>
        Dialect.With(parts: 1).Render(string.Concat(Enumerable.Repeat("word ", 2000))).ShouldHaveSingleItem().ShouldEndWith(" more characters were not sent.)");

    [Theory]
    [InlineData("一", 3, "10 字")]
    [InlineData("一", 1201, "1300 字")]
    [InlineData("一", 9901, "1 万字")]
    [InlineData("一", 10_001, "1.1 万字")]
    [InlineData("一", 11_972_345, "1200 万字")]
    [InlineData("答案 is in the log", 700, "700 字")]
    [InlineData("The log of 张三 is in the folder; read it", 700, "700 more")]
    [InlineData("a", 11_972_345, "12,000,000 more")]
    [InlineData("a", int.MaxValue, "2,200,000,000 more")]
    [InlineData("🎉", 50, "50 more")]
    public void Sentence_Count_IsRoundedInTheReadersLanguage(string shown, long count, string expected)
    {
        var sentence = OmissionNotice.Sentence(shown, count);

        sentence.ShouldContain($" {expected}");
        TextSize.Of("\n\n" + sentence).Fits(OmissionNotice.MaxSize).ShouldBeTrue();
    }

    [Fact]
    public void Render_TextThatIsNeverRead_IsCutAtAParagraphAndCounted()
    {
        // Four times as much as two parts take is read, 4,000 characters; a paragraph ends at 3,900. The stars are a rule, which is not shown.
        var text = $"{new string('a', 100)}\n\n{new string('*', 3796)}\n\n{string.Concat(Enumerable.Repeat("b ", 1_000_000))}";

        TextHead.Of(text, 4000).Length.ShouldBe(3900);
        Two.Render(text).ShouldBe([$"{new string('a', 100)}\n\n{English} 1,000,000 more characters were not sent.)"]);
    }

    [Theory]
    [InlineData("\n", "aaaa\nbbbb\ncccc", 12, "aaaa\nbbbb\n")]
    [InlineData("\n\n", "aaaa\n\nbb\ncccc", 9, "aaaa\n\nbb\n")]
    [InlineData("no line in the last quarter", "aa\nbbbbbbbbbbbb", 12, "aa\nbbbbbbbbb")]
    [InlineData("surrogates", "aaa🎉🎉🎉", 8, "aaa🎉🎉")]
    [InlineData("blanks first", " \r\n\t aaaa", 4, "aaaa")]
    [InlineData("blanks first, then too much", "\u3000\naaaaa", 4, "aaaa")]
    [InlineData("short", "  aa", 4, "  aa")]
    [InlineData("only blanks", "      ", 4, "")]
    [InlineData("windows", "aaaaaa\r\n\r\nbb", 11, "aaaaaa\r\n\r\n")]
    public void Of_Text_EndsAtTheBestPlace(string reason, string text, int length, string expected) => TextHead.Of(text, length).ShouldBe(expected, reason);

    [Fact]
    public void Render_BlanksBeforeAndAfterTheText_AreNothingLeftOut()
    {
        var blanks = new string(' ', 100_000) + new string('\n', 100_000);

        Two.Render($"{blanks}text{blanks}").ShouldBe(["text"]);
        Two.Render(blanks).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🇨🇳")]
    [InlineData("e\u0301")]
    public void Render_CharactersOfSeveral_AreWholeInEveryPart(string character)
    {
        var parts = Dialect.With(parts: 8).Render(string.Concat(Enumerable.Repeat(character, 1_000_000)));

        parts.ShouldAllBe(part => part.Split("\n\n", 2)[0].Replace(character, "", StringComparison.Ordinal).Length == 0);
    }

    // Code of blank lines only makes no message; the text after it would take its place if it were read.
    [Fact]
    public void Render_NothingShownOfWhatIsRead_ShowsIt() => Two.Render($"```\n{new string('\n', 10_000)}text")
        .ShouldBe([$"\\`\\`\\`\n\n{English} 10 more characters were not sent.)"]);

    [Theory]
    [InlineData("请先检查 **配置**；then `restart`.\n\n- a\n- b\n\n")]
    [InlineData("word ")]
    [InlineData("字")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("```\ncode\n```\n")]
    [InlineData("|a|b|\n|-|-|\n|1|2|\n\n")]
    public void Render_TwelveMegabytes_CostsWhatItsBeginningCosts(string piece)
    {
        var dialect = Dialect.With(parts: 8);
        var text = string.Concat(Enumerable.Repeat(piece, 12_000_000 / piece.Length));
        dialect.Render(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var parts = dialect.Render(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{allocated / 1_000_000.0:0.0} MB"));
        allocated.ShouldBeLessThan(150_000_000);
        parts.Select((part, index) => part.EndsWith($"\n\n({index + 1}/8)", StringComparison.Ordinal)).ShouldBe(Enumerable.Repeat(true, 8));
        parts.ShouldAllBe(part => part.Length <= 3500 && JsonSize.Of(part) <= 12_000 && !part.Contains('\ufffd'));
        (parts[^1].Contains(Chinese) || parts[^1].Contains(English)).ShouldBeTrue(parts[^1]);
        dialect.Render(text).ShouldBe(parts);
    }
}
