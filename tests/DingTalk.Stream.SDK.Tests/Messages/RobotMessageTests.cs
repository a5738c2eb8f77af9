using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Messages;

public sealed class RobotMessageTests
{
    private static readonly ActionCardButton A = new("A", new Uri("https://e.test/a"));
    private static readonly ActionCardButton B = new("B", new Uri("https://e.test/b"));

    public static TheoryData<RobotMessage, string, string> Messages => new()
    {
        { RobotMessage.Text("hi"), "sampleText", """{"content":"hi"}""" },
        { new MarkdownMessage("Hi", "**好**", ["u1"]), "sampleMarkdown", """{"title":"Hi","text":"**好**"}""" },
        { RobotMessage.Image("@lADemo"), "sampleImageMsg", """{"photoURL":"@lADemo"}""" },
        { RobotMessage.File("@lA", "plan.pdf", "pdf"), "sampleFile", """{"mediaId":"@lA","fileName":"plan.pdf","fileType":"pdf"}""" },
        { RobotMessage.Audio("@lA", TimeSpan.FromSeconds(2.5)), "sampleAudio", """{"mediaId":"@lA","duration":"2500"}""" },
        {
            RobotMessage.Video("@v", "@p", TimeSpan.FromSeconds(4.2), 640, 480), "sampleVideo",
            """{"videoMediaId":"@v","videoType":"mp4","duration":"5","picMediaId":"@p","height":"480","width":"640"}"""
        },
        { RobotMessage.Link(new LinkMessage("t", "d", A.Target)), "sampleLink", """{"title":"t","text":"d","picUrl":"","messageUrl":"https://e.test/a"}""" },
        { RobotMessage.ActionCard(new("t", "x", [A])), "sampleActionCard", """{"title":"t","text":"x","singleTitle":"A","singleURL":"https://e.test/a"}""" },
        {
            RobotMessage.ActionCard(new("t", "x", [A, B])), "sampleActionCard2",
            """{"title":"t","text":"x","actionTitle1":"A","actionURL1":"https://e.test/a","actionTitle2":"B","actionURL2":"https://e.test/b"}"""
        },
        {
            RobotMessage.ActionCard(new("t", "x", [A, B]) { SideBySide = true }), "sampleActionCard6",
            """{"title":"t","text":"x","buttonTitle1":"A","buttonUrl1":"https://e.test/a","buttonTitle2":"B","buttonUrl2":"https://e.test/b"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Param_EachKind_MatchesTheReference(RobotMessage message, string key, string param)
    {
        (message.Key, message.Param).ShouldBe((key, param));
        RobotClient.MeasureMessageParam(message).ShouldBe(System.Text.Encoding.UTF8.GetByteCount(param));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(6, false)]
    [InlineData(3, true)]
    public void ActionCard_ButtonsTheApiDoesNotKnow_IsRefused(int buttons, bool sideBySide) => Should.Throw<ArgumentException>(
        () => RobotMessage.ActionCard(new ActionCardMessage("t", "x", [.. Enumerable.Repeat(A, buttons)]) { SideBySide = sideBySide }));

    [Fact]
    public async Task SendToGroupAsync_Picture_NamesItsKey()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"processQueryKey":"pqk-1"}"""));

        await fixture.Robot.SendToGroupAsync("r", "cid", RobotMessage.Image("@lA"), TestContext.Current.CancellationToken);

        fixture.Handler.Requests[1].Body.ShouldBe(
            """{"robotCode":"r","openConversationId":"cid","msgKey":"sampleImageMsg","msgParam":"{\"photoURL\":\"@lA\"}"}""");
    }

    [Fact]
    public void ToString_Message_HoldsNoContent() => RobotMessage.Text("geheim").ToString().ShouldNotContain("geheim");
}
