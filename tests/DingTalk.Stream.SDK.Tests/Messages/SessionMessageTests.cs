using System.Text;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Messages;

public sealed class SessionMessageTests
{
    private static readonly Uri Yes = new("https://e.test/y?a=1&b=2");
    private static readonly Uri No = new("https://e.test/n");

    public static TheoryData<SessionMessage, string> Bodies => new()
    {
        { new TextMessage("done @u1", ["u1"]), """{"msgtype":"text","text":{"content":"done @u1"},"at":{"atUserIds":["u1"]}}""" },
        { new TextMessage("done", []), """{"msgtype":"text","text":{"content":"done"}}""" },
        {
            new TextMessage("done", ["u1"]) { AtMobiles = ["138"] },
            """{"msgtype":"text","text":{"content":"done @u1 @138"},"at":{"atUserIds":["u1"],"atMobiles":["138"]}}"""
        },
        { new TextMessage("done", []) { AtAll = true }, """{"msgtype":"text","text":{"content":"done"},"at":{"isAtAll":true}}""" },
        { new TextMessage("", ["u1", "u1", ""]), """{"msgtype":"text","text":{"content":"@u1"},"at":{"atUserIds":["u1"]}}""" },
        {
            new MarkdownMessage("R", "- ok", ["u1", "u2"]),
            """{"msgtype":"markdown","markdown":{"title":"R","text":"- ok\n\n@u1 @u2"},"at":{"atUserIds":["u1","u2"]}}"""
        },
        {
            new MarkdownMessage("R", "@u12 and me@u1x, @u1", ["u1"]),
            """{"msgtype":"markdown","markdown":{"title":"R","text":"@u12 and me@u1x, @u1"},"at":{"atUserIds":["u1"]}}"""
        },
        { new MarkdownMessage("R", "@u12", ["u1"]), """{"msgtype":"markdown","markdown":{"title":"R","text":"@u12\n\n@u1"},"at":{"atUserIds":["u1"]}}""" },
        {
            new LinkMessage("t", "d", Yes, No),
            """{"msgtype":"link","link":{"title":"t","text":"d","picUrl":"https://e.test/n","messageUrl":"https://e.test/y?a=1&b=2"}}"""
        },
        { new LinkMessage("t", "d", No), """{"msgtype":"link","link":{"title":"t","text":"d","picUrl":"","messageUrl":"https://e.test/n"}}""" },
        {
            new ActionCardMessage("One", "md", [new("Open", No)]),
            """{"msgtype":"actionCard","actionCard":{"title":"One","text":"md","singleTitle":"Open","singleURL":"https://e.test/n"}}"""
        },
        {
            new ActionCardMessage("Pick", "md", [new("Yes", Yes), new("No", No)]),
            """{"msgtype":"actionCard","actionCard":{"title":"Pick","text":"md","btnOrientation":"0","btns":"""
            + """[{"title":"Yes","actionURL":"https://e.test/y?a=1&b=2"},{"title":"No","actionURL":"https://e.test/n"}]}}"""
        },
        {
            new ActionCardMessage("P", "m", [new("Y", No), new("N", No)]) { SideBySide = true },
            """{"msgtype":"actionCard","actionCard":{"title":"P","text":"m","btnOrientation":"1","btns":"""
            + """[{"title":"Y","actionURL":"https://e.test/n"},{"title":"N","actionURL":"https://e.test/n"}]}}"""
        },
        {
            new FeedCardMessage([new("A", Yes, No)]),
            """{"msgtype":"feedCard","feedCard":{"links":[{"title":"A","messageURL":"https://e.test/y?a=1&b=2","picURL":"https://e.test/n"}]}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task SendBySessionAsync_EachType_BodyMatchesTheReference(SessionMessage message, string expected)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":0,"errmsg":"ok"}"""));

        await fixture.Robot.SendBySessionAsync(RobotFixture.Webhook, message, TestContext.Current.CancellationToken);

        fixture.Handler.Requests.ShouldHaveSingleItem().Body.ShouldBe(expected);
        RobotClient.MeasureSessionBody(message).ShouldBe(Encoding.UTF8.GetByteCount(expected));
    }

    [Fact]
    public async Task SendBySessionAsync_MoreThan50Mentions_IsRefusedBeforeAnyCall()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":0}"""));
        var fifty = Enumerable.Range(0, 50).Select(i => $"u{i}").ToList();

        await fixture.Robot.SendBySessionAsync(
            RobotFixture.Webhook, new TextMessage("x", [.. fifty, "u0"]), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<ArgumentException>(
            fixture.Robot.SendBySessionAsync(
                RobotFixture.Webhook, new TextMessage("x", fifty) { AtMobiles = ["138"] }, TestContext.Current.CancellationToken));

        fixture.Handler.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void MeasureSessionBody_CardWithoutButtons_IsRefused() =>
        Should.Throw<ArgumentException>(() => RobotClient.MeasureSessionBody(new ActionCardMessage("t", "x", [])));

    [Fact]
    public void ToString_Messages_HoldNoText()
    {
        SessionMessage[] messages =
        [
            new TextMessage("geheim", []), new MarkdownMessage("t", "geheim", []), new LinkMessage("t", "geheim", No),
            new ActionCardMessage("t", "geheim", []),
        ];

        messages.ShouldAllBe(message => !message.ToString()!.Contains("geheim"));
    }
}
