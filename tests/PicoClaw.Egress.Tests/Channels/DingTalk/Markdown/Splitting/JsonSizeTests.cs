using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown.Splitting;

/// <summary>Our measure against what the client library really writes.</summary>
public sealed class JsonSizeTests
{
    private static readonly MarkdownMessage Empty = new("", "", []);

    [Theory]
    [InlineData("plain")]
    [InlineData("中文，标点。")]
    [InlineData("🎉👨‍👩‍👧‍👦")]
    [InlineData("\"quoted\" \\back\\ /slash/")]
    [InlineData("<b>&'+</b>")]
    [InlineData("a\nb\r\tc\0\u0001\u007f\u0085\u2028\u00a0\ufeff")]
    [InlineData("\ud83d")]
    [InlineData("\ude00 alone")]
    public void Of_AnyText_IsWhatDingTalkWillCount(string text)
    {
        var message = new MarkdownMessage("", text, []);

        JsonSize.Of(text).ShouldBe(RobotClient.MeasureMessageParam(message) - RobotClient.MeasureMessageParam(Empty));
        JsonSize.Of(text).ShouldBe(RobotClient.MeasureSessionBody(message) - RobotClient.MeasureSessionBody(Empty));
    }

    [Fact]
    public void Of_EveryCharacterOfThePlane_IsWhatDingTalkWillCount()
    {
        var text = string.Concat(Enumerable.Range(0, 0x10000).Where(c => !char.IsSurrogate((char)c)).Select(c => (char)c));

        JsonSize.Of(text).ShouldBe(RobotClient.MeasureMessageParam(new MarkdownMessage("", text, [])) - RobotClient.MeasureMessageParam(Empty));
    }
}
