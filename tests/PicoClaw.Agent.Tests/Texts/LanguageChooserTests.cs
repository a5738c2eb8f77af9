using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Texts;

public sealed class LanguageChooserTests
{
    [Theory]
    [InlineData("zh", "hello", true)]
    [InlineData("en", "你好", false)]
    public void Of_LanguageIsConfigured_TheMessageDoesNotMatter(string option, string text, bool isChinese) =>
        Of(option, "Ann", text).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("PicoClaw 你好", "Ann", true)]
    [InlineData("𠮷", "Ann", true)]
    [InlineData("hello", "小王", false)]
    [InlineData("こんにちは", "Ann", false)]
    [InlineData("/help", "小王", true)]
    [InlineData("/help", "Ann", false)]
    [InlineData("/model 通义", "Ann", true)]
    [InlineData("/model chat", "小王", false)]
    public void Of_Auto_FollowsTheMessageAndForABareCommandItsSender(string text, string sender, bool isChinese) =>
        Of("auto", sender, text).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Fact]
    public void Of_SeveralMessages_TheNewestCounts() => Of("auto", "Ann", "你好", "hello").ShouldBe(Language.English);

    private static Language Of(string option, string sender, params string[] texts) =>
        new LanguageChooser(Options.Create(new ConversationOptions { Language = option })).Of([.. texts.Select(text => Said.Group(text, sender))]);
}
