using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class WebhookGuardTests
{
    [Theory]
    [InlineData("https://oapi.dingtalk.com/robot/sendBySession?session=x", true)]
    [InlineData("https://OAPI.DingTalk.com/robot", true)]
    [InlineData("https://dingtalk.com/", true)]
    [InlineData("https://oapi.dingtalk.io/", true)]
    [InlineData("https://oapi.dingtalk.com:8443/", true)]
    [InlineData("http://127.0.0.1:5080/robot/sendBySession?session=x", true)]
    [InlineData("http://oapi.dingtalk.com/", false)]
    [InlineData("https://evildingtalk.com/", false)]
    [InlineData("https://dingtalk.com.evil.test/", false)]
    [InlineData("https://evil.test/?x=.dingtalk.com", false)]
    [InlineData("https://dingtalk.com@evil.test/", false)]
    [InlineData("https://evil.test#.dingtalk.com", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://127.0.0.1:5081/", false)]
    [InlineData("https://127.0.0.1:5080/", false)]
    [InlineData("http://localhost:5080/", false)]
    [InlineData("ftp://oapi.dingtalk.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    public async Task SendBySessionAsync_Host_IsCalledOnlyIfDingTalksOrConfigured(string webhook, bool allowed)
    {
        using var fixture = new RobotFixture(new StubHandler(_ => StubHandler.Json("""{"errcode":0}""")), new Uri("http://127.0.0.1:5080"));

        var send = fixture.Robot.SendBySessionAsync(new Uri(webhook), RobotFixture.Hello, TestContext.Current.CancellationToken);

        if (allowed)
        {
            await send;
            fixture.Handler.Requests.ShouldHaveSingleItem();
        }
        else
        {
            var exception = await Should.ThrowAsync<PermanentException>(send);
            exception.Message.ShouldContain("was not called");
            exception.Message.ShouldNotContain("evil");
            fixture.Handler.Requests.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task SendBySessionAsync_RelativeAddress_IsNotCalled()
    {
        using var fixture = new RobotFixture(new StubHandler(_ => StubHandler.Json("{}")));

        await Should.ThrowAsync<PermanentException>(
            fixture.Robot.SendBySessionAsync(
                new Uri("/robot", UriKind.Relative), RobotFixture.Hello, TestContext.Current.CancellationToken));
    }
}
