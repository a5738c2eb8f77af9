using System.Net;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class ReplyTests
{
    private const string Gone = """{"errcode":300001,"errmsg":"session 不存在"}""";
    private const string Ok = """{"errcode":0,"errmsg":"ok","processQueryKey":"pqk-1","invalidStaffIdList":[],"flowControlledStaffIdList":[]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReplyAsync_WebhookValid_UsesIt()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(Ok));

        await Direct().ReplyAsync(fixture.Robot, "hello", Stop);

        var sent = fixture.Handler.Requests.ShouldHaveSingleItem();
        (sent.Address, sent.Body).ShouldBe((RobotFixture.Webhook, """{"msgtype":"text","text":{"content":"hello"}}"""));
    }

    [Fact]
    public async Task ReplyAsync_WebhookExpired_SendsToTheUser()
    {
        using var fixture = Fixture();

        await Direct().ReplyAsync(fixture.Robot, "hello", Stop);

        var sent = fixture.Handler.Requests[^1];
        sent.Address.AbsolutePath.ShouldBe("/v1.0/robot/oToMessages/batchSend");
        sent.Body.ShouldBe("""{"robotCode":"dingdemo","userIds":["u1"],"msgKey":"sampleText","msgParam":"{\"content\":\"hello\"}"}""");
    }

    [Fact]
    public async Task ReplyAsync_NoWebhook_SendsToTheGroup()
    {
        using var fixture = Fixture();
        var message = Direct() with { SessionWebhook = null, IsGroup = true, RobotCode = "ding2" };

        await message.ReplyAsync(fixture.Robot, new MarkdownMessage("T", "**b**", ["u1"]), Stop);

        var sent = fixture.Handler.Requests[^1];
        sent.Address.AbsolutePath.ShouldBe("/v1.0/robot/groupMessages/send");
        sent.Body.ShouldBe(
            """{"robotCode":"ding2","openConversationId":"cidA==","msgKey":"sampleMarkdown","msgParam":"{\"title\":\"T\",\"text\":\"**b**\"}"}""");
    }

    [Fact]
    public async Task ReplyAsync_WebhookFailsOtherwise_IsNotRetriedThroughTheApi()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("{}", HttpStatusCode.BadGateway));

        await Should.ThrowAsync<UnknownOutcomeException>(Direct().ReplyAsync(fixture.Robot, "hello", Stop));

        fixture.Handler.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ReplyAsync_NoApiFallback_ThrowsSessionExpired()
    {
        using var fixture = Fixture();
        var stranger = Direct() with { SenderStaffId = null };
        var feed = new FeedCardMessage([new("A", RobotFixture.Webhook, RobotFixture.Webhook)]);

        await Should.ThrowAsync<SessionExpiredException>(stranger.ReplyAsync(fixture.Robot, "hello", Stop));
        await Should.ThrowAsync<SessionExpiredException>(
            (stranger with { SessionWebhook = null }).ReplyAsync(fixture.Robot, "hello", Stop));
        await Should.ThrowAsync<SessionExpiredException>(Direct().ReplyAsync(fixture.Robot, feed, Stop));
        fixture.Handler.Requests.ShouldAllBe(request => request.Address == RobotFixture.Webhook);
    }

    [Theory]
    [InlineData("invalidStaffIdList", typeof(PermanentException))]
    [InlineData("flowControlledStaffIdList", typeof(ThrottledException))]
    public async Task ReplyAsync_ApiReachedNobody_Throws(string list, Type expected)
    {
        using var fixture = new RobotFixture(
            request => StubHandler.Json(
                request.Address == RobotFixture.Webhook ? Gone : $$"""{"processQueryKey":"pqk-1","{{list}}":["u1"]}"""));

        (await Should.ThrowAsync<DingTalkException>(Direct().ReplyAsync(fixture.Robot, "hello", Stop))).ShouldBeOfType(expected);
    }

    private static RobotFixture Fixture() => new(request => StubHandler.Json(request.Address == RobotFixture.Webhook ? Gone : Ok));

    private static BotMessage Direct() => new()
    {
        MessageId = "m1",
        ConversationId = "cidA==",
        IsGroup = false,
        MessageType = "text",
        Content = new TextContent("hi"),
        SenderStaffId = "u1",
        SessionWebhook = RobotFixture.Webhook,
    };
}
