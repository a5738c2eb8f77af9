using System.Net;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Errors;

public sealed class ErrorMappingTests
{
    [Theory]
    [InlineData(403, "Forbidden.AccessDenied.QpsLimitForApi", typeof(ThrottledException))]
    [InlineData(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", typeof(ThrottledException))]
    [InlineData(429, "TooManyRequests", typeof(ThrottledException))]
    [InlineData(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", typeof(QuotaExhaustedException))]
    [InlineData(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", typeof(PermissionMissingException))]
    [InlineData(403, "Forbidden.AccessDenied.IpNotInWhiteList", typeof(PermanentException))]
    [InlineData(400, "invalidClientIdOrSecret", typeof(CredentialsException))]
    [InlineData(400, "invalid.client", typeof(CredentialsException))]
    [InlineData(401, "authFailed", typeof(CredentialsException))]
    [InlineData(400, "invalidParameter.robotCode.auth", typeof(PermanentException))]
    [InlineData(400, "staffId.notExisted", typeof(PermanentException))]
    [InlineData(400, "invalidParameter.msgParam.tooLong", typeof(MessageTooLongException))]
    [InlineData(400, "invalid.openConversationId", typeof(PermanentException))]
    [InlineData(400, "send.forbidden", typeof(PermanentException))]
    [InlineData(404, "resource.not.found", typeof(PermanentException))]
    [InlineData(400, "unknown.send.result", typeof(UnknownOutcomeException))]
    [InlineData(400, "resource.unavailable", typeof(UnknownOutcomeException))]
    [InlineData(404, "InvalidAction.NotFound", typeof(PermanentException))]
    [InlineData(400, "InvalidAuthentication", typeof(CredentialsException))]
    [InlineData(200, "400201", typeof(PermanentException))]
    [InlineData(200, "400403", typeof(PermanentException))]
    [InlineData(200, "400602", typeof(PermanentException))]
    [InlineData(200, "400701", typeof(UnlistedErrorException))]
    [InlineData(400, "miss.param.markdownTotext", typeof(PermanentException))]
    [InlineData(500, "system.err", typeof(UnknownOutcomeException))]
    [InlineData(500, "unknownError", typeof(UnknownOutcomeException))]
    [InlineData(503, "ServiceUnavailable", typeof(UnknownOutcomeException))]
    [InlineData(504, "timeout", typeof(UnknownOutcomeException))]
    [InlineData(200, "send.forbidden", typeof(PermanentException))]
    [InlineData(400, "send.too.fast", typeof(ThrottledException))]
    [InlineData(400, "send.byToken.tooFast", typeof(ThrottledException))]
    [InlineData(400, "too.many.group", typeof(ThrottledException))]
    [InlineData(400, "too.many.people", typeof(ThrottledException))]
    [InlineData(400, "toomuch.msg", typeof(ThrottledException))]
    [InlineData(400, "contain.unsafe.url", typeof(ContentRefusedException))]
    [InlineData(400, "contain.notAllowed.text", typeof(ContentRefusedException))]
    [InlineData(400, "contain.notAllowed.picture", typeof(ContentRefusedException))]
    [InlineData(400, "contain.notAllowed.content", typeof(ContentRefusedException))]
    [InlineData(400, "param.contentUnsafe", typeof(ContentRefusedException))]
    [InlineData(400, "session.notExisted", typeof(SessionExpiredException))]
    [InlineData(400, "session.expired", typeof(SessionExpiredException))]
    [InlineData(400, "token.notExisted", typeof(CredentialsException))]
    [InlineData(400, "ip.not.match", typeof(PermanentException))]
    [InlineData(400, "keywords.not.match", typeof(PermanentException))]
    [InlineData(400, "sign.not.match", typeof(PermanentException))]
    [InlineData(400, "bot.forbidden.sendMessage", typeof(PermanentException))]
    [InlineData(400, "only.groupAdmin.canAtAll", typeof(PermanentException))]
    [InlineData(400, "conversation.org.notMatch", typeof(PermanentException))]
    [InlineData(400, "conversation.org.dismatch", typeof(PermanentException))]
    [InlineData(400, "receivers.exceed", typeof(PermanentException))]
    [InlineData(400, "illegal.excludes", typeof(PermanentException))]
    [InlineData(400, "unauthorized", typeof(PermanentException))]
    [InlineData(401, "unauthorized", typeof(CredentialsException))]
    [InlineData(400, "auth.error", typeof(PermanentException))]
    [InlineData(400, "sendMessage.model.notMatch", typeof(PermanentException))]
    [InlineData(400, "param.templateNotExist", typeof(PermanentException))]
    [InlineData(400, "ding.serverquota.insufficient", typeof(PermanentException))]
    [InlineData(400, "robot.processQueryKey.expired", typeof(PermanentException))]
    [InlineData(400, "notRevoke.all.messages", typeof(PermanentException))]
    [InlineData(400, "processQueryKey.expireTime", typeof(BusyException))]
    [InlineData(500, "system.error", typeof(UnknownOutcomeException))]
    [InlineData(500, "system.busy", typeof(UnknownOutcomeException))]
    [InlineData(400, "some.new.code", typeof(UnlistedErrorException))]
    [InlineData(403, "Forbidden.AccessDenied.SomethingNew", typeof(UnlistedErrorException))]
    [InlineData(404, "some.new.code", typeof(UnlistedErrorException))]
    [InlineData(302, "some.new.code", typeof(PermanentException))]
    public async Task Api_ErrorCode_MapsToItsException(int status, string code, Type expected)
    {
        using var fixture = new RobotFixture(
            _ => StubHandler.Json($$"""{"code":"{{code}}","requestid":"AB12","message":"words"}""", (HttpStatusCode)status));

        var exception = await Should.ThrowAsync<DingTalkException>(fixture.ToGroupAsync());

        exception.ShouldBeOfType(expected);
        exception.Code.ShouldBe(code);
        exception.Status.ShouldBe((HttpStatusCode)status);
        exception.RequestId.ShouldBe("AB12");
        exception.Message.ShouldContain(code);
        exception.Message.ShouldContain("words");
    }

    [Theory]
    [InlineData("300001", typeof(SessionExpiredException))]
    [InlineData("300005", typeof(SessionExpiredException))]
    [InlineData("-1", typeof(BusyException))]
    [InlineData("15", typeof(BusyException))]
    [InlineData("88", typeof(BusyException))]
    [InlineData("90018", typeof(ThrottledException))]
    [InlineData("90002", typeof(ThrottledException))]
    [InlineData("90020", typeof(QuotaExhaustedException))]
    [InlineData("40004", typeof(PermanentException))]
    [InlineData("400013", typeof(PermanentException))]
    [InlineData("40014", typeof(CredentialsException))]
    [InlineData("90006", typeof(ThrottledException))]
    [InlineData("90019", typeof(ThrottledException))]
    [InlineData("40001", typeof(CredentialsException))]
    [InlineData("310000", typeof(PermanentException))]
    [InlineData("400102", typeof(PermanentException))]
    [InlineData("40035", typeof(PermanentException))]
    [InlineData("430101", typeof(ContentRefusedException))]
    [InlineData("430102", typeof(ContentRefusedException))]
    [InlineData("430103", typeof(ContentRefusedException))]
    [InlineData("430104", typeof(ContentRefusedException))]
    [InlineData("460101", typeof(MessageTooLongException))]
    [InlineData("101002", typeof(MessageTooLongException))]
    [InlineData("999999", typeof(UnlistedErrorException))]
    public async Task Webhook_Errcode_IsAnErrorThoughHttpSays200(string errcode, Type expected)
    {
        foreach (var literal in new[] { errcode, $"\"{errcode}\"" })
        {
            using var fixture = new RobotFixture(_ => StubHandler.Json($$"""{"errcode":{{literal}},"errmsg":"words","request_id":"r1"}"""));

            var exception = await Should.ThrowAsync<DingTalkException>(fixture.ToSessionAsync());

            exception.ShouldBeOfType(expected);
            exception.Code.ShouldBe(errcode);
            exception.Status.ShouldBe(HttpStatusCode.OK);
            exception.RequestId.ShouldBe("r1");
        }
    }

    [Theory]
    [InlineData("130101")]
    [InlineData("410100")]
    [InlineData("660026")]
    public async Task Webhook_TooFast_WaitsAMinute(string errcode)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json($$"""{"errcode":{{errcode}},"errmsg":"send too fast"}"""));

        (await Should.ThrowAsync<ThrottledException>(fixture.ToSessionAsync())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("60011", typeof(PermissionMissingException))]
    [InlineData("90020", typeof(QuotaExhaustedException))]
    [InlineData("90018", typeof(ThrottledException))]
    [InlineData("", typeof(BusyException))]
    [InlineData("400102", typeof(PermanentException))]
    [InlineData("999999", typeof(UnlistedErrorException))]
    public async Task Api_Errcode88_MeansItsSubCode(string subCode, Type expected)
    {
        using var fixture = new RobotFixture(
            _ => StubHandler.Json($$"""{"errcode":88,"sub_code":"{{subCode}}","sub_msg":"no right","errmsg":"e"}"""));

        (await Should.ThrowAsync<DingTalkException>(fixture.ToGroupAsync())).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task Api_Throttled_WaitsAsConfiguredOrAsTheAnswerSays()
    {
        var retryAfter = (TimeSpan?)null;
        using var fixture = new RobotFixture(_ =>
        {
            var answer = StubHandler.Json("""{"code":"Forbidden.AccessDenied.QpsLimitForApi"}""", HttpStatusCode.Forbidden);
            answer.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null;
            return answer;
        });

        (await Should.ThrowAsync<ThrottledException>(fixture.ToGroupAsync())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        retryAfter = TimeSpan.FromSeconds(7);
        (await Should.ThrowAsync<ThrottledException>(fixture.ToGroupAsync())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(200, """{"status":1111,"wait":5,"source":"x5","punish":"deny"}""", null)]
    [InlineData(401, """{"status":1111,"wait":5,"source":"x5","punish":"deny"}""", null)]
    [InlineData(403, """<html><form action="/_____tmd_____/punish?x5secdata=a"></form></html>""", null)]
    [InlineData(302, "", "https://oapi.dingtalk.com/_____tmd_____/punish?x5secdata=a")]
    [InlineData(302, "<html>", "/punish")]
    public async Task AnyCall_PublicAddressBlocked_WaitsFiveMinutes(int status, string body, string? location)
    {
        using var fixture = new RobotFixture(_ =>
        {
            var answer = StubHandler.Json(body, (HttpStatusCode)status);
            answer.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return answer;
        });

        foreach (var send in new[] { fixture.ToGroupAsync(), fixture.ToSessionAsync() })
        {
            var exception = await Should.ThrowAsync<ThrottledException>(send);
            (exception.RetryAfter, exception.IsAddressBlocked).ShouldBe((TimeSpan.FromMinutes(5), true));
        }
    }

    [Theory]
    [InlineData(
        """{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","requestId":"r","message":"m","accessdenieddetail":"""
        + """{"requiredScopes":["qyapi_robot_sendmsg","x"]}}""",
        "qyapi_robot_sendmsg, x")]
    [InlineData("""{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg"}""", "monthly quota")]
    [InlineData("""{"code":"Forbidden.AccessDenied.IpNotInWhiteList"}""", "allowed addresses")]
    [InlineData("""{"code":"invalidParameter.robotCode.auth"}""", "robot code")]
    [InlineData("""{"code":"invalid.openConversationId"}""", "upper and lower case")]
    [InlineData("""{"code":"staffId.notExisted"}""", "receivers")]
    [InlineData("""{"errcode":430102}""", "rejects")]
    [InlineData("""{"errcode":88,"sub_code":"60011"}""", "permission")]
    public async Task Api_PermanentRefusal_SaysTheRemedyAndIsCaughtAsPermanent(string body, string remedy)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(body, HttpStatusCode.Forbidden));

        try
        {
            await fixture.ToGroupAsync();
            Assert.Fail("no exception");
        }
        catch (PermanentException exception)
        {
            exception.Message.ShouldContain(remedy);
        }
    }

    [Fact]
    public async Task Api_PermissionMissing_NamesTheScopes()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(
            """{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","accessdenieddetail":{"requiredScopes":["qyapi_robot_sendmsg","x"]}}""",
            HttpStatusCode.Forbidden));

        (await Should.ThrowAsync<PermissionMissingException>(fixture.ToGroupAsync())).Scopes.ShouldBe(["qyapi_robot_sendmsg", "x"]);
    }

    [Fact]
    public async Task Api_PermissionMissing_ScopesThatAreNoneAreLeftOutAndManyAreCutOff()
    {
        var scopes = string.Join(',', Enumerable.Range(0, 100).Select(number => $"\"scope{number}\"").Prepend($"\"{new string('[', 2000)}\""));
        using var fixture = new RobotFixture(_ => StubHandler.Json(
            $$$"""{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","accessdenieddetail":{"requiredScopes":[{{{scopes}}}]}}""",
            HttpStatusCode.Forbidden));

        (await Should.ThrowAsync<PermissionMissingException>(fixture.ToGroupAsync())).Scopes.ShouldBe(["scope0", "scope1", "scope2", "scope3", "scope4"]);
    }

    [Theory]
    [InlineData(200, "", typeof(UnknownOutcomeException))]
    [InlineData(200, "<html>login</html>", typeof(UnknownOutcomeException))]
    [InlineData(200, "[]", typeof(UnknownOutcomeException))]
    [InlineData(200, "{}", typeof(UnknownOutcomeException))]
    [InlineData(502, "<html>bad gateway</html>", typeof(UnknownOutcomeException))]
    [InlineData(403, "<html>denied</html>", typeof(UnlistedErrorException))]
    [InlineData(400, "", typeof(UnlistedErrorException))]
    [InlineData(301, "", typeof(PermanentException))]
    [InlineData(302, "<html>", typeof(PermanentException))]
    public async Task AnyCall_AnswerWithoutACode_IsClassifiedByItsStatus(int status, string body, Type expected)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(body, (HttpStatusCode)status));

        (await Should.ThrowAsync<DingTalkException>(fixture.ToGroupAsync())).ShouldBeOfType(expected);
        (await Should.ThrowAsync<DingTalkException>(fixture.ToSessionAsync())).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task AnyCall_AnswerWithoutEnd_IsCutOff()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(new string(' ', 10_000_000)));

        await Should.ThrowAsync<UnknownOutcomeException>(fixture.ToSessionAsync());
    }

    [Fact]
    public async Task AnyCall_NoAnswerAfterTheBodyWasSent_IsUnknown()
    {
        using var fixture = new RobotFixture(new StubHandler(async (request, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }));
        var send = fixture.ToSessionAsync();
        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(10));

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<UnknownOutcomeException>(send.Soon());
    }

    [Fact]
    public async Task AnyCall_ConnectionBreaksAfterTheBodyWasSent_IsUnknown()
    {
        using var fixture = new RobotFixture(
            new StubHandler(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, $"lost {RobotFixture.Webhook}")));

        var exception = await Should.ThrowAsync<UnknownOutcomeException>(fixture.ToSessionAsync());

        exception.ToString().ShouldNotContain(RobotFixture.Session);
    }

    [Fact]
    public async Task AnyCall_ConnectionRefused_IsUnreachable()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        taken.Stop();
        using var http = new HttpClient();
        var options = new DingTalkApiOptions { ClientId = "id", ClientSecret = "s", OapiBaseAddress = address };
        var robot = new RobotClient(options, http, TimeProvider.System, new Microsoft.Extensions.Logging.Testing.FakeLogger<RobotClient>());

        var exception = await Should.ThrowAsync<DingTalkUnreachableException>(
            robot.SendBySessionAsync(
                new Uri(address, "/robot/sendBySession?session=geheim"), RobotFixture.Hello, TestContext.Current.CancellationToken));

        exception.ToString().ShouldNotContain("geheim");
    }

    [Fact]
    public async Task AnyCall_CancelledBeforeTheRequestLeft_NothingWasSent()
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException();
            },
        });
        var options = new DingTalkApiOptions { ClientId = "id", ClientSecret = "s" };
        var robot = new RobotClient(options, http, TimeProvider.System, new Microsoft.Extensions.Logging.Testing.FakeLogger<RobotClient>());
        using var impatient = new CancellationTokenSource();
        var send = robot.SendBySessionAsync(RobotFixture.Webhook, RobotFixture.Hello, impatient.Token);

        await impatient.CancelAsync();

        (await Record.ExceptionAsync(() => send))
            .ShouldBeAssignableTo<OperationCanceledException>().ShouldNotBeOfType<CanceledAfterSendException>();
    }

    [Fact]
    public async Task ApiCall_CancelledWhileFetchingAToken_NothingWasSent()
    {
        using var fixture = new RobotFixture(new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }));
        using var impatient = new CancellationTokenSource();
        var send = fixture.Robot.SendToGroupAsync("robot", "cidA==", RobotFixture.Hello, impatient.Token);

        await impatient.CancelAsync();

        (await Record.ExceptionAsync(() => send))
            .ShouldBeAssignableTo<OperationCanceledException>().ShouldNotBeOfType<CanceledAfterSendException>();
    }

    [Fact]
    public async Task AnyCall_CancelledAfterTheRequestLeft_ThrowsCanceledAfterSend()
    {
        using var server = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}");
        using var http = new HttpClient();
        var options = new DingTalkApiOptions { ClientId = "id", ClientSecret = "s", OapiBaseAddress = address };
        var robot = new RobotClient(options, http, TimeProvider.System, new Microsoft.Extensions.Logging.Testing.FakeLogger<RobotClient>());
        using var impatient = new CancellationTokenSource();
        var send = robot.SendBySessionAsync(
            new Uri(address, $"/robot/sendBySession?session={RobotFixture.Session}"), RobotFixture.Hello, impatient.Token);
        using var link = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await link.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);

        await impatient.CancelAsync();

        (await Record.ExceptionAsync(() => send))
            .ShouldBeOfType<CanceledAfterSendException>().ToString().ShouldNotContain(RobotFixture.Session);
    }

    [Fact]
    public async Task AnyCall_PeerEchoesSecrets_TheyAreNotRepeated()
    {
        using var fixture = new RobotFixture(request => StubHandler.Json(
            $$"""{"code":"x.y","message":"{{RobotFixture.Secret}} {{request.Token}} {{RobotFixture.Session}} {{new string('y', 1000)}}"}""",
            HttpStatusCode.BadRequest));

        var toGroup = (await Should.ThrowAsync<UnlistedErrorException>(fixture.ToGroupAsync())).ToString();
        var toSession = (await Should.ThrowAsync<UnlistedErrorException>(fixture.ToSessionAsync())).ToString();

        toGroup.ShouldNotContain("tok-1-secret-token");
        toSession.ShouldNotContain(RobotFixture.Session);
        foreach (var text in new[] { toGroup, toSession })
        {
            text.ShouldContain("***");
            text.ShouldNotContain(RobotFixture.Secret);
            text.ShouldNotContain(new string('y', 400));
        }
    }
}
