using PicoClaw.Ingress.Mapping;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class LeadingMentionsTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData(" hello ", "hello")]
    [InlineData("@PicoClaw hello", "hello")]
    [InlineData(" @PicoClaw  hello", "hello")]
    [InlineData("@PicoClaw\u2005hello", "hello")]
    [InlineData("@PicoClaw\u00a0hello", "hello")]
    [InlineData("@PicoClaw\u3000hello", "hello")]
    [InlineData("@PicoClaw\nhello", "hello")]
    [InlineData("@PicoClaw @小王 hello", "hello")]
    [InlineData("@PicoClaw\u2005@小王\u2005hello", "hello")]
    [InlineData("@PicoClaw first\nsecond\n\n  third", "first\nsecond\n\n  third")]
    [InlineData("@PicoClaw\r\nfirst\r\nsecond", "first\r\nsecond")]
    [InlineData("@PicoClaw", "")]
    [InlineData("@PicoClaw ", "")]
    [InlineData("@PicoClaw @小王", "")]
    [InlineData("@", "")]
    [InlineData("", "")]
    [InlineData(" \u2005\n", "")]
    [InlineData("write to me@example.com now", "write to me@example.com now")]
    [InlineData("me@example.com", "me@example.com")]
    [InlineData("@PicoClaw write to me@example.com", "write to me@example.com")]
    [InlineData("ask @小王 later", "ask @小王 later")]
    [InlineData("first\n@小王 second", "first\n@小王 second")]
    public void Remove_Text_LosesTheNamesAtItsStartAndNothingElse(string text, string expected) => LeadingMentions.Remove(text).ShouldBe(expected);
}
