using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Hosting.Tests.Cleaning;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain 钉 😀", "plain 钉 😀")]
    [InlineData("tab\t line\n return\r\n", "tab\t line\n return\r\n")]
    [InlineData("a\0b", "ab")]
    [InlineData("\0", "")]
    [InlineData("\u0001\u001b[31m红\u001b[0m\u007f\u009f", "[31m红[0m")]
    [InlineData("\u00a0 \u200b\u2028", "\u00a0 \u200b\u2028")]
    public void Of_Text_LosesOnlyItsControlCharacters(string text, string clean) => CleanText.Of(text).ShouldBe(clean);

    // Not as InlineData: half a pair does not survive as a test's argument.
    [Fact]
    public void Of_HalfASurrogatePair_IsReplaced()
    {
        CleanText.Of("a\ud83d").ShouldBe("a\ufffd");
        CleanText.Of("\ude00b").ShouldBe("\ufffdb");
        CleanText.Of("\ude00\ud83d").ShouldBe("\ufffd\ufffd");
        CleanText.Of("😀\ud83d😀").ShouldBe("😀\ufffd😀");
    }

    [Fact]
    public void Of_CleanText_IsTheSameObject()
    {
        var text = new string('a', 100) + "😀\n";

        CleanText.Of(text).ShouldBeSameAs(text);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("\0 \n", null)]
    [InlineData(" 小王\r\n s:\t d ", "小王 s: d")]
    [InlineData("12345678", "12345678")]
    [InlineData("123456789", "12345678")]
    [InlineData("1234567😀", "1234567")]
    [InlineData("123456😀", "123456😀")]
    public void Line_Name_IsOneCleanLineOfBoundedLength(string? name, string? line) => CleanText.Line(name, 8).ShouldBe(line);
}
