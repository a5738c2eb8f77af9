using System.Net;
using System.Text.Json.Nodes;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;
using PicoClaw.Tests.Golden;

namespace DingTalk.Stream.Tests.Golden;

// Every golden answer, read by its call: a value, or an exception that says what to do.
public sealed class GoldenAnswerTests
{
    private const string Token = "0f0e0d0c0b0a09080706050403020100";
    private const string RequestId = "0A1B2C3D4E5F60718293A4B5C6D7E8F9";

    // Answers for the emulator's tests only: the client uses only the new API's token and shows cards in one space.
    private static readonly string[] NotAskedFor =
    [
        "token-corp", "token-legacy", "card-spaces", "card-deliver-top", "user-get", "microapp-list",
    ];

    private static readonly Dictionary<string, Func<RobotFixture, Task>> Robot = new()
    {
        ["group"] = async fixture => (await fixture.ToGroupAsync()).ShouldBe("pqk-2"),
        ["group-damaged-id"] = fixture => Fails<PermanentException>(fixture.ToGroupAsync(), "invalid.openConversationId", 400),
        ["group-too-long"] = fixture => Fails<MessageTooLongException>(fixture.ToGroupAsync(), "invalidParameter.msgParam.tooLong", 400),
        ["oto"] = async fixture => (await Oto(fixture)).ShouldSatisfyAllConditions(
            sent => sent.ProcessQueryKey.ShouldBe("pqk-1"), sent => sent.InvalidUserIds.ShouldBeEmpty(),
            sent => sent.FlowControlledUserIds.ShouldBeEmpty()),
        ["oto-bad-token"] = fixture => Fails<CredentialsException>(Oto(fixture), "InvalidAuthentication", 400),
        ["oto-missing-scope"] = async fixture =>
            (await Should.ThrowAsync<PermissionMissingException>(Oto(fixture))).Scopes.ShouldBe(["qyapi_robot_sendmsg"]),
        ["oto-encrypted-id"] = fixture => Fails<PermanentException>(Oto(fixture), "staffId.notExisted", 400),
        ["oto-no-title"] = fixture => Fails<PermanentException>(Oto(fixture), "miss.param.markdownTotitle", 400),
        ["oto-quota"] = fixture => Fails<QuotaExhaustedException>(Oto(fixture), "Forbidden.AccessDenied.ApiCountLimitForOrg", 403),
        ["oto-partly"] = async fixture => (await Oto(fixture)).ShouldSatisfyAllConditions(
            sent => sent.InvalidUserIds.ShouldBe(["u-left"]), sent => sent.FlowControlledUserIds.ShouldBe(["u-busy"])),
        ["oto-qps"] = fixture => Fails<ThrottledException>(Oto(fixture), "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403),
        ["oto-server-error"] = fixture => Fails<UnknownOutcomeException>(Oto(fixture), "system.err", 500),
        ["oto-too-many-users"] = fixture => Fails<PermanentException>(Oto(fixture), "invalidParameter.userIds.overMax", 400),
        ["oto-wrong-robot"] = fixture => Fails<PermanentException>(Oto(fixture), "invalidParameter.robotCode.auth", 400),
        ["recall-group"] = async fixture => ShouldHaveFailed(await fixture.Robot.RecallFromGroupAsync("robot", "cidA==", ["pqk-1"], Stop)),
        ["recall-oto"] = async fixture => ShouldHaveFailed(await fixture.Robot.RecallFromUsersAsync("robot", ["pqk-1"], Stop)),
        ["receipts-oto"] = async fixture => (await Receipts(fixture)).ShouldSatisfyAllConditions(
            receipts => receipts.State.ShouldBe(MessageState.Sent),
            receipts => receipts.Users.ShouldBe([new UserReceipt("0123456789", "0123456789", IsRead: false)])),
        ["receipts-group"] = async fixture =>
            (await fixture.Robot.Receipts.OfGroupAsync("robot", "cidA==", "pqk-1", null, Stop)).ShouldSatisfyAllConditions(
                receipts => receipts.State.ShouldBe(MessageState.Sent), receipts => receipts.ReadUserIds.ShouldBe(["0123456789"]),
                receipts => receipts.NextToken.ShouldBeNull()),
        ["receipts-not-yet"] = fixture => Fails<BusyException>(Receipts(fixture), ReceiptClient.NotYetOrExpired, 400),
        ["card-create"] = fixture => fixture.Robot.Cards.CreateAsync(CardSamples.Card, Stop),
        ["card-createAndDeliver"] = async fixture =>
            (await Create(fixture)).ShouldBe(new CardDelivery("carrier-1", null)),
        ["card-deliver"] = async fixture => (await Deliver(fixture)).ShouldBe(new CardDelivery("carrier-1", null)),
        ["card-deliver-partly"] = async fixture =>
            (await Create(fixture)).IsShown.ShouldBeTrue(),
        ["card-deliver-encrypted-id"] = async fixture => (await Deliver(fixture)).ShouldSatisfyAllConditions(
            shown => shown.IsShown.ShouldBeFalse(), shown => shown.CarrierId.ShouldBeNull(), shown => shown.Error.ShouldNotBeNullOrEmpty()),
        ["emotion-reply"] = fixture => fixture.Robot.Reactions.AddAsync(RobotFixture.Thinking, Stop),
        ["emotion-recall"] = fixture => fixture.Robot.Reactions.RecallAsync(RobotFixture.Thinking, Stop),
        ["card-update"] = fixture => fixture.Robot.Cards.UpdateAsync("trk-1", CardSamples.Card.Variables, Stop),
        ["card-streaming"] = Stream,
        ["card-streaming-finalized"] = fixture => Fails<UnknownOutcomeException>(Stream(fixture), "unknownError", 500),
        ["card-already-exist"] = fixture => Fails<PermanentException>(Create(fixture), CardClient.AlreadyExists, 400),
        ["card-createAndDeliver-no-model"] = async fixture => (await Create(fixture)).IsShown.ShouldBeFalse(),
        ["card-createAndDeliver-no-space"] = fixture => Fails<UnlistedErrorException>(Create(fixture), "MissingopenSpaceId", 400),
        ["card-streaming-no-card"] = fixture => Fails<PermanentException>(Stream(fixture), "param.stream.outTrackId", 400),
        ["card-streaming-repeated"] = Stream,
        ["card-streaming-too-fast"] = fixture => Fails<ThrottledException>(Stream(fixture), "send.too.fast", 400),
        ["card-streaming-missing-scope"] = async fixture =>
            (await Should.ThrowAsync<PermissionMissingException>(Stream(fixture))).Scopes.ShouldBe(["Card.Streaming.Write"]),
        ["media-download"] = async fixture =>
        {
            await fixture.Robot.Media.DownloadAsync("robot", "dcB", System.IO.Stream.Null, Stop);
            fixture.Handler.Requests[^1].Address.ShouldBe(new Uri("https://down.dingtalk.test/f/0f0e0d0c0b0a?Signature=x"));
        },
        ["media-upload"] = async fixture => (await Upload(fixture)).ShouldBe("@lADemo"),
        ["media-upload-bad-token"] = fixture => Fails<CredentialsException>(Upload(fixture), "40014", 200),
        ["media-upload-without-type"] = fixture => Fails<PermanentException>(Upload(fixture), "40004", 200),
        ["token"] = async fixture =>
        {
            await Should.ThrowAsync<UnknownOutcomeException>(fixture.ToGroupAsync());
            fixture.Handler.Requests[^1].Token.ShouldBe(Token);
        },
        ["token-bad-secret"] = fixture => Fails<CredentialsException>(fixture.ToGroupAsync(), "invalidClientIdOrSecret", 400),
        ["unknown-api"] = fixture => Fails<PermanentException>(Oto(fixture), "InvalidAction.NotFound", 404),
        ["webhook-text"] = fixture => fixture.ToSessionAsync(),
        ["webhook-markdown"] = fixture => fixture.ToSessionAsync(),
        ["webhook-link"] = fixture => fixture.ToSessionAsync(),
        ["webhook-actionCard"] = fixture => fixture.ToSessionAsync(),
        ["webhook-actionCard-single"] = fixture => fixture.ToSessionAsync(),
        ["webhook-empty"] = fixture => fixture.ToSessionAsync(),
        ["webhook-errcode"] = fixture => Fails<ContentRefusedException>(fixture.ToSessionAsync(), "430101", 200),
        ["webhook-errcode-string"] = fixture => Fails<PermanentException>(fixture.ToSessionAsync(), "310000", 200),
        ["webhook-no-title"] = fixture => Fails<PermanentException>(fixture.ToSessionAsync(), "400402", 200),
        ["webhook-session-gone"] = fixture => Fails<SessionExpiredException>(fixture.ToSessionAsync(), "300001", 200),
    };

    private static readonly Dictionary<string, Func<Task<Uri>, Task>> Gateway = new()
    {
        ["open"] = async opened =>
            (await opened).ShouldBe(
                new Uri("wss://wss-open-connection.dingtalk.com:443/connect?ticket=5f1c2d3e-0a1b-4c5d-8e9f-112233445566")),
        ["open-bad-secret"] = async opened => (await Should.ThrowAsync<LinkException>(opened)).ShouldSatisfyAllConditions(
            refused => refused.IsRefusal.ShouldBeTrue(), refused => refused.Message.ShouldContain("401 authFailed: 鉴权失败")),
        ["open-bad-ua"] = async opened => (await Should.ThrowAsync<LinkException>(opened)).ShouldSatisfyAllConditions(
            refused => refused.IsRefusal.ShouldBeTrue(), refused => refused.Message.ShouldContain("400 invalidParameter: ua invalid")),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> RobotNames() => [.. Robot.Keys];

    public static TheoryData<string> GatewayNames() => [.. Gateway.Keys];

    [Fact]
    public void Answers_All_HaveAnExpectation() =>
        Robot.Keys.Concat(Gateway.Keys).Concat(NotAskedFor).Order(StringComparer.Ordinal).ShouldBe(GoldenFiles.Names("answers"));

    [Theory]
    [MemberData(nameof(RobotNames))]
    public async Task RobotCall_GoldenAnswer_GivesTheExpectedResult(string name)
    {
        var golden = GoldenFiles.Read("answers", name);
        // A call with a refused token is repeated with a new one: both get this answer.
        using var fixture = new RobotFixture(new StubHandler(request =>
            request is { Method: "GET", Token: null } ? new HttpResponseMessage { Content = new ByteArrayContent([1]) }
            : request.IsTokenCall
                && !name.StartsWith("token", StringComparison.Ordinal) ? StubHandler.Json(RobotFixture.TokenAnswer("tok-1-secret-token"))
            : Answer(golden)));

        await Robot[name](fixture);
    }

    [Theory]
    [MemberData(nameof(GatewayNames))]
    public async Task OpenAsync_GoldenAnswer_GivesTheExpectedResult(string name)
    {
        using var handler = new StubHandler(_ => Answer(GoldenFiles.Read("answers", name)));
        using var http = new HttpClient(handler);
        var gateway = new GatewayClient(
            new DingTalkStreamOptions { ClientId = "dingdemo", ClientSecret = "demo-secret" }, http, [], TimeProvider.System);

        await Gateway[name](gateway.OpenAsync(Stop));
    }

    private static HttpResponseMessage Answer(JsonNode golden) =>
        StubHandler.Json(golden["answer"]!.ToJsonString(), (HttpStatusCode)(int)golden["status"]!);

    private static Task<BatchSendResult> Oto(RobotFixture fixture) =>
        fixture.Robot.SendToUsersAsync("robot", ["0123456789"], RobotFixture.Hello, Stop);

    private static Task<DirectReceipts> Receipts(RobotFixture fixture) => fixture.Robot.Receipts.OfUsersAsync("robot", "pqk-1", Stop);

    private static Task<CardDelivery> Create(RobotFixture fixture) =>
        fixture.Robot.Cards.CreateAndDeliverAsync(CardSamples.Card, CardSamples.Space, Stop);

    private static Task Stream(RobotFixture fixture) => fixture.Robot.Cards.StreamAsync("trk-1", CardSamples.Frame, Stop);

    private static Task<CardDelivery> Deliver(RobotFixture fixture) => fixture.Robot.Cards.DeliverAsync("trk-1", CardSamples.Space, Stop);

    private static Task<string> Upload(RobotFixture fixture) =>
        fixture.Robot.Media.UploadAsync(MediaKind.Image, "a.png", new byte[] { 1 }, Stop);

    private static void ShouldHaveFailed(RecallResult result)
    {
        result.Recalled.ShouldBeEmpty();
        result.Failed.Keys.ShouldBe(["pqk-1"]);
    }

    private static async Task Fails<T>(Task call, string code, int status)
        where T : DingTalkException
    {
        var exception = await Should.ThrowAsync<DingTalkException>(call);
        exception.ShouldBeOfType<T>();
        (exception.Code, exception.Status, exception.RequestId).ShouldBe((code, (HttpStatusCode)status, status == 200 ? null : RequestId));
    }
}
