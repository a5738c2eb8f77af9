using System.Net;
using System.Net.Sockets;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class ReceiptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfUsersAsync_Answer_TellsEachUser()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(
            """
            {"sendStatus":"SUCCESS","messageReadInfoList":[
              {"name":"Zhang","userId":"u1","readStatus":"READ"},{"userId":"u2","readStatus":"read"},{"userId":"u3","readStatus":"UNREAD"},
              {"name":"nobody"},7,null]}
            """));

        var receipts = await fixture.Robot.Receipts.OfUsersAsync("ding demo", "k+/=&1", Token);

        receipts.State.ShouldBe(MessageState.Sent);
        receipts.Users.ShouldBe([new("u1", "Zhang", true), new("u2", null, true), new("u3", null, false)]);
        var request = fixture.Handler.Requests[1];
        request.Method.ShouldBe("GET");
        request.Address.AbsoluteUri.ShouldBe("https://api.dingtalk.com/v1.0/robot/oToMessages/readStatus?robotCode=ding%20demo&processQueryKey=k%2B%2F%3D%261");
        (request.Body, request.ContentType, request.Token).ShouldBe(("", null, "tok-1-secret-token"));
    }

    [Theory]
    [InlineData("""{"sendStatus":"SUCCESS","readUserIds":["u1","u2"],"hasMore":true,"nextToken":"t2"}""", "t2")]
    [InlineData("""{"sendStatus":"SUCCESS","readUserIds":["u1","u2"],"nextToken":"t2"}""", "t2")]
    [InlineData("""{"sendStatus":"SUCCESS","readUserIds":["u1","u2"],"hasMore":false,"nextToken":"t2"}""", null)]
    [InlineData("""{"sendStatus":"SUCCESS","readUserIds":["u1","u2"],"hasMore":true,"nextToken":""}""", null)]
    public async Task OfGroupAsync_Answer_TellsReadersAndWhetherThereAreMore(string answer, string? next)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(answer));

        var receipts = await fixture.Robot.Receipts.OfGroupAsync("dingdemo", "cidA==", "pqk-1", "t1", Token);

        receipts.ReadUserIds.ShouldBe(["u1", "u2"]);
        receipts.NextToken.ShouldBe(next);
        fixture.Handler.Requests[1].Body.ShouldBe(
            """{"robotCode":"dingdemo","openConversationId":"cidA==","processQueryKey":"pqk-1","maxResults":200,"nextToken":"t1"}""");
    }

    [Theory]
    [InlineData("SUCCESS", MessageState.Sent)]
    [InlineData("PROCESSING", MessageState.Sending)]
    [InlineData("RECALLED", MessageState.Recalled)]
    public async Task OfUsersAsync_SendStatus_IsTheState(string status, MessageState state)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json($$"""{"sendStatus":"{{status}}"}"""));

        (await fixture.Robot.Receipts.OfUsersAsync("dingdemo", "pqk-1", Token)).ShouldSatisfyAllConditions(
            receipts => receipts.State.ShouldBe(state), receipts => receipts.Users.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("""{"messageReadInfoList":[]}""")]
    [InlineData("""{"sendStatus":"LOST","messageReadInfoList":[]}""")]
    public async Task OfUsersAsync_NoKnownStatus_SaysSoInsteadOfCounting(string answer)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(answer));

        await Should.ThrowAsync<UnknownOutcomeException>(fixture.Robot.Receipts.OfUsersAsync("dingdemo", "pqk-1", Token));
    }

    // The address has a parameter of that name; what it holds is not repeated, the name is.
    [Fact]
    public async Task OfUsersAsync_KeyNotGeneratedYet_KeepsTheCodeAndHidesTheKey()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(
            """{"code":"processQueryKey.expireTime","message":"pqk-1-long-enough is not there","requestid":"r"}""", HttpStatusCode.BadRequest));

        var exception = await Should.ThrowAsync<BusyException>(fixture.Robot.Receipts.OfUsersAsync("dingdemo", "pqk-1-long-enough", Token));

        exception.Code.ShouldBe(ReceiptClient.NotYetOrExpired);
        exception.Message.ShouldNotContain("pqk-1-long-enough");
    }

    [Fact]
    public async Task OfUsersAsync_ConnectionRefused_IsUnreachable()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        using var http = new HttpClient(new RefusedAfterToken(address));
        var options = new DingTalkApiOptions { ClientId = "id", ClientSecret = "s", ApiBaseAddress = address };
        var robot = new RobotClient(options, http, TimeProvider.System, new Microsoft.Extensions.Logging.Testing.FakeLogger<RobotClient>());
        taken.Stop();

        await Should.ThrowAsync<DingTalkUnreachableException>(robot.Receipts.OfUsersAsync("r", "k", Token));
    }

    [Fact]
    public async Task OfUsersAsync_ConnectionBroken_IsUnknown()
    {
        using var fixture = new RobotFixture(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        await Should.ThrowAsync<UnknownOutcomeException>(fixture.Robot.Receipts.OfUsersAsync("r", "k", Token));
    }

    private sealed class RefusedAfterToken(Uri refused) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath == "/v1.0/oauth2/accessToken" && request.RequestUri.Port == refused.Port
                ? Task.FromResult(StubHandler.Json(RobotFixture.TokenAnswer("tok-1")))
                : base.SendAsync(request, cancellationToken);
    }
}
