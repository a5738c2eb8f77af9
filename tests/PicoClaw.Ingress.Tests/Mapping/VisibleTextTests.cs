using PicoClaw.Ingress.Mapping;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u200b\ufffc", "")]
    [InlineData("\ufeff \u2060\u3164\u2800\n", "")]
    [InlineData("\u200b/help\u200d", "/help")]
    [InlineData("a\u200bb", "a\u200bb")]
    [InlineData(" 👨‍👩‍👧 ", "👨‍👩‍👧")]
    [InlineData("❤️", "❤️")]
    [InlineData("", "")]
    public void Trim_Text_LosesWhatNobodySeesAroundIt(string text, string expected) => VisibleText.Trim(text).ShouldBe(expected);
}
