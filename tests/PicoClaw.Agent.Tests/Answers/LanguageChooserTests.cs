using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tests.Answers;

public sealed class LanguageChooserTests
{
    [Theory]
    [InlineData("zh", "hello", true)]
    [InlineData("en", "你好", false)]
    public void Of_LanguageIsConfigured_TheMessageDoesNotMatter(string option, string text, bool isChinese) =>
        Of(option, Taken(text, "Ann")).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("PicoClaw 你好", null, "Ann", true)]
    [InlineData("𠮷", null, "Ann", true)]
    [InlineData("hello", null, "小王", false)]
    [InlineData("こんにちは", null, "Ann", false)]
    [InlineData("/help", "help", "小王", true)]
    [InlineData("/help", "help", "Ann", false)]
    [InlineData("/model 通义", "model", "Ann", false)]
    [InlineData("/model chat", "model", "小王", true)]
    [InlineData("/模型 chat", "model", "Ann", true)]
    [InlineData("/etc/hosts 怎么改", null, "Ann", true)]
    [InlineData("/etc/hosts, please", null, "小王", false)]
    [InlineData("/tmp 满了怎么办", null, "Ann", true)]
    [InlineData("我的编号", "id", "Ann", true)]
    [InlineData("123?", null, "小王", true)]
    [InlineData("", "help", "小王", true)]
    public void Of_Auto_FollowsTheMessageAndForACommandItsSender(string text, string? command, string sender, bool isChinese) =>
        Of("auto", Taken(text, sender, command)).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("/model chat", "model", "Ann", "你好", true)]
    [InlineData("/help", "help", "小王", "hello", false)]
    [InlineData("hello", null, "小王", "你好", false)]
    [InlineData("/帮助", "help", "Ann", "hello", true)]
    public void Of_MessageShowsNoLanguage_FollowsTheLastAnswerBeforeTheName(string text, string? command, string sender, string lastAnswer, bool isChinese) =>
        Chooser("auto").Of([Taken(text, sender, command)], lastAnswer).ShouldBe(isChinese ? Language.Chinese : Language.English);

    [Theory]
    [InlineData("auto", "/help", "help", true)]
    [InlineData("auto", "hello", null, false)]
    [InlineData("zh", "/help", "help", false)]
    public void NeedsHistory_MessageAndConfiguration_OnlyWhereNeitherDecides(string option, string text, string? command, bool expected) =>
        Chooser(option).NeedsHistory([Taken(text, "Ann", command)]).ShouldBe(expected);

    [Fact]
    public void Of_SeveralMessages_TheNewestCounts() => Of("auto", Taken("你好", "Ann"), Taken("hello", "Ann")).ShouldBe(Language.English);

    [Fact]
    public void Of_AQuestionAndItsStop_TheQuestionCounts() =>
        Of("auto", Taken("你好", "Ann"), Taken("/stop", "Ann", "stop")).ShouldBe(Language.Chinese);

    [Theory]
    [InlineData("报告.pdf", "Ann", null, true)]
    [InlineData("report.pdf", "小王", null, true)]
    [InlineData("report.pdf", "Ann", null, false)]
    [InlineData("报告.pdf", "Ann", "hello", false)]
    public void Of_FileWithoutWords_FollowsItsChineseNameBeforeTheSenders(string file, string sender, string? lastAnswer, bool isChinese)
    {
        var taken = Taken("", sender);
        var attachment = new Attachment { Kind = AttachmentKind.File, Reference = "f", FileName = file };

        Chooser("auto").Of([taken with { Message = taken.Message with { Attachments = [attachment] } }], lastAnswer)
            .ShouldBe(isChinese ? Language.Chinese : Language.English);
    }

    private static Language Of(string option, params TurnMessage[] messages) => Chooser(option).Of(messages);

    private static TurnMessage Taken(string text, string sender, string? command = null) => new(Said.Group(text, sender), command);

    private static LanguageChooser Chooser(string option) => new(new Live<ConversationOptions>(() => new() { Language = option }));
}
