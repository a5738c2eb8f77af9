using System.Net;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class AccessTokenTests
{
    private const string Sent = """{"processQueryKey":"pqk-2"}""";

    [Fact]
    public async Task Send_ManyAtOnce_FetchOneToken()
    {
        var granted = new TaskCompletionSource();
        using var fixture = new RobotFixture(new StubHandler(async (request, cancellationToken) =>
        {
            if (request.IsTokenCall)
            {
                await granted.Task.WaitAsync(cancellationToken);
            }

            return StubHandler.Json(request.IsTokenCall ? RobotFixture.TokenAnswer("tok-1") : Sent);
        }));

        var sends = Enumerable.Range(0, 10).Select(_ => fixture.ToGroupAsync()).ToList();
        granted.SetResult();
        await Task.WhenAll(sends).Soon();

        fixture.Handler.Requests.Count(request => request.IsTokenCall).ShouldBe(1);
        fixture.Handler.Requests.Single(request => request.IsTokenCall).Body.ShouldBe(
            $$"""{"appKey":"dingdemo","appSecret":"{{RobotFixture.Secret}}"}""");
        fixture.Handler.Requests.Where(request => !request.IsTokenCall).ShouldAllBe(request => request.Token == "tok-1");
    }

    [Fact]
    public async Task GetAccessTokenAsync_UntilForgotten_IsTheTokenOfSends()
    {
        var fetched = 0;
        using var fixture = new RobotFixture(
            new StubHandler(request => StubHandler.Json(request.IsTokenCall ? RobotFixture.TokenAnswer($"tok-{++fetched}") : Sent)));
        var stop = TestContext.Current.CancellationToken;

        (await fixture.Robot.GetAccessTokenAsync(stop)).ShouldBe("tok-1");
        await fixture.ToGroupAsync();
        fixture.Robot.ForgetAccessToken("tok-0");
        (await fixture.Robot.GetAccessTokenAsync(stop)).ShouldBe("tok-1");
        fixture.Robot.ForgetAccessToken("tok-1");
        (await fixture.Robot.GetAccessTokenAsync(stop)).ShouldBe("tok-2");

        fixture.Handler.Requests.Single(request => !request.IsTokenCall).Token.ShouldBe("tok-1");
    }

    [Fact]
    public async Task Send_FirstCallerGivesUp_TheNextFetchesForItself()
    {
        var calls = 0;
        using var fixture = new RobotFixture(new StubHandler(async (request, cancellationToken) =>
        {
            if (request.IsTokenCall && Interlocked.Increment(ref calls) == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return StubHandler.Json(request.IsTokenCall ? RobotFixture.TokenAnswer("tok-2") : Sent);
        }));
        using var impatient = new CancellationTokenSource();

        var first = fixture.Robot.SendToGroupAsync("robot", "cidA==", RobotFixture.Hello, impatient.Token);
        var second = fixture.ToGroupAsync();
        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(first.Soon());
        (await second.Soon()).ShouldBe("pqk-2");
    }

    [Fact]
    public async Task Send_TokenNearItsEnd_IsRenewedFiveMinutesEarly()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(Sent));
        await fixture.ToGroupAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(7200 - 301));
        await fixture.ToGroupAsync();
        fixture.Handler.Requests.Count(request => request.IsTokenCall).ShouldBe(1);

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.ToGroupAsync();
        fixture.Handler.Requests.Count(request => request.IsTokenCall).ShouldBe(2);
    }

    [Theory]
    [InlineData(401, """{"code":"InvalidAuthentication","message":"不合法的access_token"}""")]
    [InlineData(401, "")]
    [InlineData(400, """{"code":"invalidParameter.token.invalid","message":"x"}""")]
    [InlineData(200, """{"errcode":40014,"errmsg":"不合法的access_token"}""")]
    [InlineData(200, """{"errcode":88,"sub_code":"40014","sub_msg":"x","errmsg":"y"}""")]
    public async Task Send_TokenRefused_IsDroppedAndTheSendRepeatedOnce(int status, string refusal)
    {
        var tokens = 0;
        using var fixture = new RobotFixture(new StubHandler(request =>
            request.IsTokenCall ? StubHandler.Json(RobotFixture.TokenAnswer($"tok-{++tokens}"))
            : request.Token == "tok-1" ? StubHandler.Json(refusal, (HttpStatusCode)status)
            : StubHandler.Json(Sent)));

        (await fixture.ToGroupAsync()).ShouldBe("pqk-2");

        fixture.Handler.Requests.Where(request => !request.IsTokenCall).Select(request => request.Token).ShouldBe(["tok-1", "tok-2"]);
    }

    [Fact]
    public async Task Send_TokenRefusedAgain_ThrowsCredentials()
    {
        using var fixture = new RobotFixture(
            _ => StubHandler.Json("""{"code":"InvalidAuthentication","message":"x"}""", HttpStatusCode.Unauthorized));

        await Should.ThrowAsync<CredentialsException>(fixture.ToGroupAsync());

        fixture.Handler.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Send_ManyRefusedWithTheSameToken_FetchOneNewToken()
    {
        var tokens = 0;
        var inside = 0;
        var bothSent = new TaskCompletionSource();
        using var fixture = new RobotFixture(new StubHandler(async (request, cancellationToken) =>
        {
            if (request.IsTokenCall)
            {
                return StubHandler.Json(RobotFixture.TokenAnswer($"tok-{Interlocked.Increment(ref tokens)}"));
            }

            if (request.Token != "tok-1")
            {
                return StubHandler.Json(Sent);
            }

            if (Interlocked.Increment(ref inside) == 2)
            {
                bothSent.SetResult();
            }

            await bothSent.Task.WaitAsync(cancellationToken);
            return StubHandler.Json("", HttpStatusCode.Unauthorized);
        }));

        await Task.WhenAll(fixture.ToGroupAsync(), fixture.ToGroupAsync()).Soon();

        tokens.ShouldBe(2);
    }

    [Theory]
    [InlineData(400, """{"code":"invalidClientIdOrSecret","message":"无效的clientId或者clientSecret"}""", typeof(CredentialsException))]
    [InlineData(401, """{"code":"authFailed","message":"鉴权失败"}""", typeof(CredentialsException))]
    [InlineData(403, """{"code":"Forbidden.AccessDenied.IpNotInWhiteList","message":"x"}""", typeof(PermanentException))]
    [InlineData(500, "", typeof(DingTalkUnreachableException))]
    [InlineData(200, "<html>", typeof(DingTalkUnreachableException))]
    [InlineData(200, """{"expireIn":7200}""", typeof(DingTalkUnreachableException))]
    public async Task Send_NoToken_ThrowsAsNotSent(int status, string body, Type expected)
    {
        using var fixture = new RobotFixture(new StubHandler(_ => StubHandler.Json(body, (HttpStatusCode)status)));

        (await Should.ThrowAsync<DingTalkException>(fixture.ToGroupAsync())).ShouldBeOfType(expected);

        fixture.Handler.Requests.ShouldAllBe(request => request.IsTokenCall);
    }

    [Fact]
    public async Task Send_TokenCallTimesOut_ThrowsUnreachable()
    {
        using var fixture = new RobotFixture(new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }));
        var send = fixture.ToGroupAsync();
        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(10));

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<DingTalkUnreachableException>(send.Soon());
    }
}
