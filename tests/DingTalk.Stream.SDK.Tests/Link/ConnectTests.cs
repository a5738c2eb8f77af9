using System.Text.Json;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class ConnectTests
{
    [Fact]
    public async Task RunAsync_HandlersRegistered_SubscribesToTheirTopics()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.OnBot(Handle.Ok).Client
            .On(FrameTypes.Event, "user_add_org", (_, _) => new(HandlerResult.Ok()))
            .On(FrameTypes.Event, "*", (_, _) => new(HandlerResult.Ok()))
            .On(FrameTypes.Callback, "/v1.0/card/instances/callback", (_, _) => new(HandlerResult.Ok()));

        await fixture.RunAndLinkAsync();

        var call = await fixture.Server.CallAsync();
        call.Accept.ShouldBe("application/json");
        call.ContentType.ShouldBe("application/json");
        using var body = JsonDocument.Parse(call.Body);
        body.RootElement.GetProperty("clientId").GetString().ShouldBe("dingdemo");
        body.RootElement.GetProperty("clientSecret").GetString().ShouldBe(ClientFixture.Secret);
        body.RootElement.GetProperty("ua").GetString()!.ShouldMatch("^[a-z-]+-dotnet/[0-9.]+$");
        body.RootElement.GetProperty("subscriptions").EnumerateArray()
            .Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("topic").GetString()}")
            .ShouldBe([$"CALLBACK {Frames.BotTopic}", "EVENT *", "CALLBACK /v1.0/card/instances/callback"]);
    }

    [Fact]
    public async Task RunAsync_OnlyBotHandler_DoesNotSubscribeToEvents()
    {
        await using var fixture = await ClientFixture.CreateAsync();

        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        (await fixture.Server.CallAsync()).Body.ShouldNotContain("EVENT");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?region=cn")]
    public async Task RunAsync_EndpointWithOrWithoutQuery_TicketArrivesWhole(string query)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Server.EndpointQuery = query;

        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        link.Ticket.ShouldBe("t+1/=&x");
    }

    [Fact]
    public async Task RunAsync_LinkOpens_StatusSaysSo()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.Status.State.ShouldBe(StreamState.Stopped);

        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        var open = await fixture.Statuses.Reached(StreamState.Open);
        open.OpenSince.ShouldBe(fixture.Clock.GetUtcNow());
        open.LastError.ShouldBeNull();
        fixture.Statuses.All.Select(status => status.State).ShouldBe([StreamState.Connecting, StreamState.Open]);
    }

    [Fact]
    public async Task RunAsync_WrongCredentials_LogsTheRemedyOnceAndRetriesSlowly()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            fixture.Server.NextAnswers.Enqueue(
                (401, $$"""{"requestid":"r{{i}}","code":"authFailed","message":"鉴权失败 {{ClientFixture.Secret}}"}"""));
        }

        fixture.OnBot(Handle.Ok).Run();

        var refused = await fixture.Statuses.Reached(StreamState.Refused);
        foreach (var hint in new[] { "401 authFailed", "client id", "client secret", "whitespace", "published", "Stream mode" })
        {
            refused.LastError!.ShouldContain(hint);
        }

        for (var i = 0; i < 3; i++)
        {
            await fixture.Server.CallAsync();
            await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(60));
            fixture.Clock.Advance(TimeSpan.FromSeconds(59));
            fixture.Server.HasMoreCalls.ShouldBeFalse();
            fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await fixture.Server.LinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        fixture.Statuses.All.Count(status => status.State == StreamState.Refused).ShouldBe(1);
        fixture.Logged.Count(line => line.Contains("refused", StringComparison.Ordinal)).ShouldBe(1);
        fixture.Logged.ShouldAllBe(line => !line.Contains(ClientFixture.Secret));
    }

    [Theory]
    [InlineData(400, """{"code":"invalidParameter","message":"ua invalid","requestId":"r"}""", StreamState.Refused)]
    [InlineData(400, "", StreamState.Refused)]
    [InlineData(400, "<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>", StreamState.Connecting)]
    [InlineData(503, "<html>busy</html>", StreamState.Connecting)]
    [InlineData(302, "", StreamState.Connecting)]
    [InlineData(200, "", StreamState.Connecting)]
    [InlineData(200, "{}", StreamState.Connecting)]
    [InlineData(200, """{"endpoint":"rsocket://host/connect","ticket":"x"}""", StreamState.Connecting)]
    [InlineData(200, """{"endpoint":"nonsense","ticket":"x"}""", StreamState.Connecting)]
    public async Task RunAsync_GatewayFails_StatusDistinguishesRefusalFromFailure(int status, string body, StreamState expected)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Server.NextAnswers.Enqueue((status, body));

        fixture.OnBot(Handle.Ok).Run();
        await fixture.Server.CallAsync();
        var backoff = expected == StreamState.Refused ? fixture.Options.AuthRetryDelay : fixture.Options.MinBackoff;
        await fixture.Clock.TimerStarted(due => due <= backoff && due != GatewayClient.Timeout);

        fixture.Client.Status.State.ShouldBe(expected);
        fixture.Client.Status.LastError.ShouldNotBeNull();
        fixture.Clock.Advance(backoff);
        await fixture.Server.LinkAsync();
    }

    [Fact]
    public async Task RunAsync_ServerDown_BacksOffWithDoublingCeilingAndNeverGivesUp()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        for (var i = 0; i < 9; i++)
        {
            fixture.Server.NextAnswers.Enqueue((503, ""));
        }

        fixture.OnBot(Handle.Ok).Run();

        for (var i = 0; i < 9; i++)
        {
            await fixture.Server.CallAsync();
            await fixture.Clock.TimerStarted(due => due == GatewayClient.Timeout);
            var ceiling = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, i), 60));
            var delay = await fixture.Clock.TimerStarted(due => due != GatewayClient.Timeout);
            delay.ShouldBeLessThanOrEqualTo(ceiling);
            fixture.Clock.Advance(delay + TimeSpan.FromMilliseconds(1));
        }

        await fixture.Server.LinkAsync();
        fixture.Logged.Count(line => line.Contains("503", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_LinkBreaks_OpensAnotherWithAFreshTicket()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var first = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);

        first.Break();

        var lost = await fixture.Statuses.Reached(StreamState.Connecting);
        lost = lost.LastError is null ? await fixture.Statuses.Reached(StreamState.Connecting) : lost;
        lost.LastError!.ShouldContain("lost");
        await fixture.Clock.TimerStarted(due => due <= fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        var second = await fixture.Server.LinkAsync();
        second.Ticket.ShouldBe("t+2/=&x");
        var open = await fixture.Statuses.Reached(StreamState.Open);
        open.Reconnects.ShouldBe(1);
        open.LastError.ShouldBeNull();
        await second.SendAsync(Frames.Bot("m1"));
        (await second.AckAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task RunAsync_PeerAnswersNoPing_OpensAnotherLink()
    {
        var keepAlive = TimeSpan.FromMilliseconds(50);
        await using var fixture = await ClientFixture.CreateAsync(options => new DingTalkStreamOptions
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            ApiBaseAddress = options.ApiBaseAddress,
            KeepAliveInterval = keepAlive,
            KeepAliveTimeout = TimeSpan.FromMilliseconds(100),
        });
        fixture.Server.Deaf = true;
        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        fixture.Server.Deaf = false;

        (await fixture.Statuses.Reached(StreamState.Connecting)).LastError!.ShouldContain("lost");

        // The first link's watch has a timer of its own.
        await fixture.Clock.TimerStarted(due => due != keepAlive && due <= fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);

        await fixture.Server.LinkAsync();
    }

    [Fact]
    public async Task RunAsync_HandshakeRefused_FetchesAFreshTicketAndNeverShowsIt()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Server.RefuseHandshakes = 1;

        fixture.OnBot(Handle.Ok).Run();
        await fixture.Clock.TimerStarted(due => due <= fixture.Options.MinBackoff);
        fixture.Client.Status.LastError!.ShouldContain("WebSocket");
        fixture.Clock.Advance(fixture.Options.MinBackoff);

        (await fixture.Server.LinkAsync()).Ticket.ShouldBe("t+2/=&x");
        fixture.Logged.ShouldAllBe(line => !line.Contains("ticket=") && !line.Contains("t%2B"));
    }

    [Fact]
    public async Task RunAsync_EndpointRedirects_IsNotFollowed()
    {
        await using var elsewhere = await GatewayServer.StartAsync();
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Server.RedirectHandshakes = new Uri($"ws://127.0.0.1:{elsewhere.Address.Port}/connect?ticket=taken");

        fixture.OnBot(Handle.Ok).Run();

        (await fixture.Statuses.Reached(StreamState.Connecting)).LastError.ShouldBeNull();
        (await fixture.Statuses.Reached(StreamState.Connecting)).LastError!.ShouldContain("'302'");
    }

    [Fact]
    public async Task RunAsync_ShortLivedLinks_BackoffGrowsUntilOneWasStable()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var backoff = new List<TimeSpan>();
        fixture.OnBot(Handle.Ok).Run();

        for (var i = 0; i < 6; i++)
        {
            var link = await fixture.Server.LinkAsync();
            await fixture.Statuses.Reached(StreamState.Open);
            if (i == 5)
            {
                fixture.Clock.Advance(fixture.Options.StableAfter);
            }

            link.Break();
            await fixture.Statuses.Reached(StreamState.Connecting);
            var ceiling = i == 5 ? 1 : Math.Pow(2, i);
            var delay = await fixture.Clock.TimerStarted(
                due => due != GatewayClient.Timeout && due != TimeSpan.FromSeconds(2) && due != fixture.Options.KeepAliveInterval);
            delay.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(ceiling));
            fixture.Clock.Advance(delay + TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task StatusChanged_ListenerThrows_LinkLivesOn()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.StatusChanged += _ => throw new InvalidOperationException("listener's bug");

        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).Code.ShouldBe(200);
    }
}
