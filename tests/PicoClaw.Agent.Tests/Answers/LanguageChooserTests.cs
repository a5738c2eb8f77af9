using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
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
    [InlineData("/model 通义", "Ann", false)]
    [InlineData("/model chat", "小王", true)]
    [InlineData("/模型 chat", "Ann", true)]
    [InlineData("/etc/hosts 怎么改", "Ann", true)]
    [InlineData("/etc/hosts, please", "小王", false)]
    [InlineData("/tmp 满了怎么办", "Ann", true)]
    [InlineData("我的编号", "Ann", true)]
    [InlineData("123?", "小王", true)]
    [InlineData("", "小王", true)]
    public void Of_Auto_FollowsTheMessageAndForACommandItsSender(string text, string sender, bool isChinese) =>
        Of("auto", sender, text).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("/model chat", "Ann", "你好", true)]
    [InlineData("/help", "小王", "hello", false)]
    [InlineData("hello", "小王", "你好", false)]
    [InlineData("/帮助", "Ann", "hello", true)]
    public void Of_MessageTellsNoLanguage_FollowsTheLastAnswerBeforeTheName(string text, string sender, string lastAnswer, bool isChinese) =>
        Chooser("auto").Of([Said.Group(text, sender)], lastAnswer).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("auto", "/help", true)]
    [InlineData("auto", "hello", false)]
    [InlineData("zh", "/help", false)]
    public void NeedsHistory_OnlyWhereTheMessagesTellNothing(string option, string text, bool expected) => Chooser(option).NeedsHistory([Said.Group(text, "Ann")]).ShouldBe(expected);

    [Fact]
    public void Of_SeveralMessages_TheNewestCounts() => Of("auto", "Ann", "你好", "hello").ShouldBe(Language.English);

    [Fact]
    public void Of_AQuestionAndItsStop_TheQuestionCounts() => Of("auto", "Ann", "你好", "/stop").ShouldBe(Language.Chinese);

    private static Language Of(string option, string sender, params string[] texts) =>
        Chooser(option).Of([.. texts.Select(text => Said.Group(text, sender))]);

    private static LanguageChooser Chooser(string option) =>
        new(Options.Create(new ConversationOptions { Language = option }), new CommandTable([new HelpCommand(), new StopCommand(), new IdCommand(), new NamedCommand("model", "模型")]));

    private sealed class NamedCommand(string name, string chinese) : ICommand
    {
        public string Name => name;

        public IReadOnlyList<string> ChineseNames => [chinese];

        public Phrase Summary => Phrases.HelpSummary;

        public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
