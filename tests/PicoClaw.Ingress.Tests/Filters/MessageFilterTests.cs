using DingTalk.Stream.Protocol;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Filters;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Filters;

public sealed class MessageFilterTests
{
    private readonly AccountOptions _account = new();

    [Fact]
    public void Admits_DirectMessage_PassesAsItIs() => Admitted(Heard.Direct("/ai hello")).ShouldBe("/ai hello");

    [Fact]
    public void Admits_GroupMessageWithPrefix_PassesWithoutThePrefix()
    {
        _account.GroupTrigger.Prefixes.Add("/ai");

        Admitted(Heard.Group("/ai hello", mentioned: false)).ShouldBe("hello");
    }

    [Fact]
    public void Admits_PrefixInADirectChat_IsNoneOfTheTriggersBusiness()
    {
        _account.GroupTrigger.MentionOnly = true;

        Admitted(Heard.Direct("hello")).ShouldBe("hello");
    }

    [Fact]
    public void Admits_TheBotItself_IsDroppedBeforeAnythingElse()
    {
        _account.GroupTrigger.MentionOnly = true;
        _account.AllowFrom.Add("somebody");

        Reason(Heard.Group("", mentioned: false) with { SenderId = "$:bot", ChatbotUserId = "$:bot" }).ShouldBe("self");
    }

    [Fact]
    public void Admits_BotWithoutAnId_IsNobodysSelf() => Admitted(Heard.Direct("hello") with { SenderId = "", ChatbotUserId = "" }).ShouldBe("hello");

    [Fact]
    public void Admits_Empty_IsDroppedBeforeTheTrigger()
    {
        _account.GroupTrigger.MentionOnly = true;

        Reason(Heard.Group(" \n", mentioned: false)).ShouldBe("empty");
    }

    [Fact]
    public void Admits_NotTriggered_IsDroppedBeforeTheAllowList()
    {
        _account.GroupTrigger.MentionOnly = true;
        _account.AllowFrom.Add("somebody");

        Reason(Heard.Group("hello", mentioned: false)).ShouldBe("group trigger");
    }

    [Fact]
    public void Admits_SenderNotOnTheList_IsDropped()
    {
        _account.AllowFrom.Add("somebody");

        Reason(Heard.Direct("hello")).ShouldBe("allow list");
        Reason(Heard.Group("hello", mentioned: true)).ShouldBe("allow list");
    }

    [Fact]
    public void Admits_OnlyTheMention_Passes() => Admitted(Heard.Group(" ")).ShouldBe("");

    [Fact]
    public void Admits_DirectMessageThatNobodySees_IsEmpty() => Reason(Heard.Direct("\u200b\ufffc")).ShouldBe("empty");

    [Fact]
    public void Admits_PictureOrCard_PassesInADirectChatAndWhereTheBotIsMentioned()
    {
        Admitted(Heard.Direct("") with { Content = new PictureContent("dc") }).ShouldBe("");
        Admitted(Heard.Direct("") with { Content = new CardContent("dingtalk://doc", null) }).ShouldBe("");
        Admitted(Heard.Group("") with { Content = new PictureContent("dc") }).ShouldBe("");
        Reason(Heard.Group("", mentioned: false) with { Content = new PictureContent("dc") }).ShouldBe("group trigger");
    }

    [Fact]
    public void Admits_EmptyMessageWithAQuote_Passes() => Admitted(Heard.Direct("") with { Quote = new Quote { MessageId = "m1" } }).ShouldBe("");

    [Theory]
    [InlineData("/id")]
    [InlineData("我的编号")]
    public void Admits_SenderNotOnTheListAsksForTheId_Passes(string text)
    {
        _account.AllowFrom.Add("somebody");

        Admitted(Heard.Direct(text)).ShouldBe(text);
        Reason(Heard.Direct(text + " and more")).ShouldBe("allow list");
    }

    [Fact]
    public void Admits_OnlyAPrefix_IsEmpty()
    {
        _account.GroupTrigger.Prefixes.Add("/ai");

        Reason(Heard.Group("/ai ", mentioned: false)).ShouldBe("empty");
    }

    private string Admitted(DingTalk.Stream.Protocol.BotMessage heard)
    {
        new MessageFilter(_account).Admits(heard, heard.Map(), out var admitted, out var reason).ShouldBeTrue(reason);
        reason.ShouldBeNull();
        return admitted!.Text;
    }

    private string Reason(DingTalk.Stream.Protocol.BotMessage heard)
    {
        new MessageFilter(_account).Admits(heard, heard.Map(), out var admitted, out var reason).ShouldBeFalse();
        admitted.ShouldBeNull();
        return reason!;
    }
}
