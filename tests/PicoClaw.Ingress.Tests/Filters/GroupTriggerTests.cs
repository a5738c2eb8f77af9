using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Filters;

namespace PicoClaw.Ingress.Tests.Filters;

public sealed class GroupTriggerTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("  hello\nworld \n", "hello\nworld")]
    [InlineData("/ai hello", "/ai hello")]
    public void Apply_Mentioned_IsTheTrimmedTextWhateverIsSet(string text, string expected)
    {
        Trigger().Apply(text, mentioned: true).ShouldBe(expected);
        Trigger(mentionOnly: true, "!").Apply(text, mentioned: true).ShouldBe(expected);
        Trigger(mentionOnly: false, "/ai").Apply(text, mentioned: true).ShouldBe(expected);
    }

    [Fact]
    public void Apply_MentionOnlyAndNotMentioned_IsSilentEvenWithAPrefix()
    {
        Trigger(mentionOnly: true).Apply("hello", mentioned: false).ShouldBeNull();
        Trigger(mentionOnly: true, "/ai").Apply("/ai hello", mentioned: false).ShouldBeNull();
    }

    [Theory]
    [InlineData("/ai hello", "hello")]
    [InlineData("/ai\nhello\nworld", "hello\nworld")]
    [InlineData("/aihello", "hello")]
    [InlineData("/ai", "")]
    [InlineData("/AI hello", null)]
    [InlineData("say /ai", null)]
    [InlineData("", null)]
    public void Apply_OnePrefix_IsRemovedOrTheBotIsSilent(string text, string? expected) =>
        Trigger(mentionOnly: false, "/ai").Apply(text, mentioned: false).ShouldBe(expected);

    [Theory]
    [InlineData(new[] { "/", "/ai" }, "ai hello")]
    [InlineData(new[] { "/ai", "/" }, "hello")]
    [InlineData(new[] { "", "/ai" }, "hello")]
    public void Apply_SeveralPrefixes_TheFirstOfTheListThatIsNotEmptyWins(string[] prefixes, string expected) =>
        Trigger(mentionOnly: false, prefixes).Apply("/ai hello", mentioned: false).ShouldBe(expected);

    [Fact]
    public void Apply_NothingSet_IsTheTrimmedText()
    {
        Trigger().Apply(" hello ", mentioned: false).ShouldBe("hello");
        Trigger(mentionOnly: false, "", "").Apply("hello", mentioned: false).ShouldBe("hello");
    }

    private static GroupTrigger Trigger(bool mentionOnly = false, params string[] prefixes)
    {
        var options = new GroupTriggerOptions { MentionOnly = mentionOnly };
        options.Prefixes.AddRange(prefixes);
        return new GroupTrigger(options);
    }
}
