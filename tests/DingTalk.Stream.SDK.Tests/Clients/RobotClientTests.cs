using System.Text;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class RobotClientTests
{
    private static readonly MarkdownMessage Mentioning = new("结果", "### 好 \"<ok>\" 😀\n\n@0123456789 done", ["0123456789"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendBySessionAsync_Mentions_BodyMatchesTheReference()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":"0","errmsg":"ok"}"""));

        await fixture.Robot.SendBySessionAsync(RobotFixture.Webhook, Mentioning, Token);

        var request = fixture.Handler.Requests.ShouldHaveSingleItem();
        request.Address.ShouldBe(RobotFixture.Webhook);
        request.ContentType.ShouldBe("application/json; charset=utf-8");
        request.Token.ShouldBeNull();
        request.Body.ShouldBe(
            """{"msgtype":"markdown","markdown":{"title":"结果","text":"### 好 \"<ok>\" 😀\n\n@0123456789 done"},"at":{"atUserIds":["0123456789"]}}""".Replace(
                "😀", Emoji, StringComparison.Ordinal));
        RobotClient.MeasureSessionBody(Mentioning).ShouldBe(Encoding.UTF8.GetByteCount(request.Body));
    }

    [Fact]
    public async Task SendBySessionAsync_NobodyMentioned_LeavesAtOut()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":0,"errmsg":"ok"}"""));

        await fixture.ToSessionAsync();

        fixture.Handler.Requests.Single().Body.ShouldBe("""{"msgtype":"markdown","markdown":{"title":"Hi","text":"**ok**"}}""");
    }

    [Fact]
    public async Task SendToUsersAsync_PartialFailure_ListsTheUnreachedUsers()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(
            """{"processQueryKey":"pqk-1","invalidStaffIdList":["a"],"flowControlledStaffIdList":["b",7],"filteredStaffIdList":["c"]}"""));

        var result = await fixture.Robot.SendToUsersAsync("dingdemo", ["0123456789", "a"], RobotFixture.Hello, Token);

        result.ProcessQueryKey.ShouldBe("pqk-1");
        result.InvalidUserIds.ShouldBe(["a", "c"]);
        result.FlowControlledUserIds.ShouldBe(["b", "7"]);
        var request = fixture.Handler.Requests[1];
        request.Address.ShouldBe(new Uri("https://api.dingtalk.com/v1.0/robot/oToMessages/batchSend"));
        request.Token.ShouldBe("tok-1-secret-token");
        request.Body.ShouldBe(
            """{"robotCode":"dingdemo","userIds":["0123456789","a"],"msgKey":"sampleMarkdown","msgParam":"{\"title\":\"Hi\",\"text\":\"**ok**\"}"}""");
    }

    [Fact]
    public async Task SendToUsersAsync_ListsMissing_MeansAllReached()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"processQueryKey":"pqk-1","invalidStaffIdList":null}"""));

        var result = await fixture.Robot.SendToUsersAsync("dingdemo", ["u"], RobotFixture.Hello, Token);

        result.InvalidUserIds.ShouldBeEmpty();
        result.FlowControlledUserIds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task SendToUsersAsync_NoneOrTooMany_IsRefusedBeforeAnyCall(int count)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("{}"));

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            fixture.Robot.SendToUsersAsync("dingdemo", [.. Enumerable.Repeat("u", count)], RobotFixture.Hello, Token));

        fixture.Handler.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendToGroupAsync_Message_ReturnsTheKeyAndKeepsTheIdsCase()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"processQueryKey":"pqk-2"}"""));

        (await fixture.Robot.SendToGroupAsync("dingdemo", "cidQ2/+dE==", Mentioning, Token)).ShouldBe("pqk-2");

        var request = fixture.Handler.Requests[1];
        request.Address.ShouldBe(new Uri("https://api.dingtalk.com/v1.0/robot/groupMessages/send"));
        request.Body.ShouldContain("\"openConversationId\":\"cidQ2/+dE==\"");
        using var body = System.Text.Json.JsonDocument.Parse(request.Body);
        var param = body.RootElement.GetProperty("msgParam").GetString()!;
        param.ShouldNotContain("atUserIds");
        RobotClient.MeasureMessageParam(Mentioning).ShouldBe(Encoding.UTF8.GetByteCount(param));
    }

    [Fact]
    public void Measure_Chinese_IsThreeBytesACharacter()
    {
        var empty = RobotClient.MeasureSessionBody(new MarkdownMessage("", "", []));

        RobotClient.MeasureSessionBody(new MarkdownMessage("", new string('汉', 100), [])).ShouldBe(empty + 300);
    }

    [Fact]
    public async Task AnyCall_Logging_HoldsNoSecret()
    {
        using var fixture = new RobotFixture(
            request => StubHandler.Json(
                "", request.Address.Host == "oapi.dingtalk.com" ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Unauthorized));
        await Should.ThrowAsync<DingTalkException>(fixture.ToGroupAsync());
        await Should.ThrowAsync<DingTalkException>(fixture.ToSessionAsync());

        var lines = fixture.Logger.Collector.GetSnapshot().Select(record => record.Message).ToList();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => !line.Contains(RobotFixture.Secret) && !line.Contains("tok-1") && !line.Contains(RobotFixture.Session));
    }

    // The relaxed encoder keeps Chinese but writes characters above 16 bits as two escapes.
    private const string Emoji = "\\uD83D\\uDE00";
}
