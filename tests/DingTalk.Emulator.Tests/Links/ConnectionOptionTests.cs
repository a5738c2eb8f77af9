using System.Net;
using System.Net.WebSockets;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Links;
using Microsoft.Extensions.DependencyInjection;

namespace DingTalk.Emulator.Tests.Links;

public sealed class ConnectionOptionTests
{
    [Fact]
    public async Task MaxConnections_Reached_TheHandshakeIsRefused_UntilOneLeaves()
    {
        await using var emulator = await TestEmulator.StartAsync(
            options => { TestEmulator.TwoApps(options); options.MaxConnections = 1; options.TicketRejectStatus = 403; });
        await using var one = await TestBot.ConnectAsync(emulator);

        (await HandshakeAsync(emulator)).ShouldBe(HttpStatusCode.Forbidden);

        ((int)(await emulator.StatsAsync())["rejected"]!["connections"]!).ShouldBe(1);
        await using var other = await TestBot.ConnectAsync(emulator, "dingtwo", "second-secret");
        await one.DisposeAsync();
        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await using var next = await TestBot.ConnectAsync(emulator);
    }

    [Fact]
    public async Task MaxConnections_ALinkToldToGo_LeavesRoomForItsSuccessor()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.MaxConnections = 1);
        await using var old = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"disconnect":true}""");

        await using var next = await TestBot.ConnectAsync(emulator);

        ((int)(await emulator.StatsAsync())["connections"]!["dingdemo"]!).ShouldBe(2);
        (await HandshakeAsync(emulator)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task MaxConnections_HandshakesAtOneTime_CountToo()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.MaxConnections = 1);
        var links = emulator.Services.GetRequiredService<LinkRegistry>();
        var app = emulator.Services.GetRequiredService<AppDirectory>().Default;
        var (first, second) = (
            new Ticket(app, [], emulator.Time.GetUtcNow()), new Ticket(app, [], emulator.Time.GetUtcNow().AddSeconds(1)));

        links.TryOpen(first).ShouldBeTrue();
        links.TryOpen(second).ShouldBeFalse();
        links.GiveUp(first);
        links.TryOpen(second).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EnableCompression_OfferedByTheClient_IsTakenOnlyIfOn(bool enabled)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.EnableCompression = enabled);
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;
        await socket.ConnectAsync(TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json), TestEmulator.Stop);
        await emulator.TellAsync("compressible or not");
        var buffer = new byte[8192];
        var part = await socket.ReceiveAsync(buffer, TestEmulator.Stop);

        socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions").ShouldBe(enabled);
        TestBot.Text(System.Text.Json.Nodes.JsonNode.Parse(buffer.AsSpan(0, part.Count))!).ShouldBe("compressible or not");
    }

    [Fact]
    public async Task MaxFrameBytes_ALongerFrame_EndsTheConnection()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.MaxFrameBytes = 2048);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await bot.SendAsync($$"""{"headers":{},"data":"{{new string('x', 2000)}}"}""");
        await emulator.UntilAsync(stats => (int)stats["malformedFrames"]! == 1);
        await bot.SendAsync(new string('x', 2049));

        await Should.ThrowAsync<WebSocketException>(bot.ReceiveOrCloseAsync);
    }

    private static async Task<HttpStatusCode> HandshakeAsync(TestEmulator emulator)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var opened = (await emulator.OpenAsync(TestBot.OpenBody())).Json;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(TestBot.Url(opened), TestEmulator.Stop));
        return socket.HttpStatusCode;
    }
}
