using System.Net;
using System.Net.WebSockets;

namespace DingTalk.Emulator.Tests.Gateway;

public sealed class TicketTests
{
    [Fact]
    public async Task Handshake_TicketUsedTwice_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var url = TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json);
        using var first = new ClientWebSocket();
        await first.ConnectAsync(url, TestEmulator.Stop);

        (await RefusalAsync(url)).ShouldBe(HttpStatusCode.BadRequest);
        ((int)(await emulator.StatsAsync())["rejected"]!["ticket"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData(89, true)]
    [InlineData(90, false)]
    public async Task Handshake_AfterSeconds_OnlyWithinTheLifetime(int seconds, bool good)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.TicketRejectStatus = 403);
        var url = TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json);
        emulator.Time.Advance(TimeSpan.FromSeconds(seconds));

        (await RefusalAsync(url)).ShouldBe(good ? null : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Handshake_UnknownTicket_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await RefusalAsync(new Uri($"ws://127.0.0.1:{emulator.Address.Port}/connect?ticket=x"))).ShouldBe(HttpStatusCode.BadRequest);
        (await RefusalAsync(new Uri($"ws://127.0.0.1:{emulator.Address.Port}/connect"))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Connect_WithoutAHandshake_Gives400AndKeepsTheTicket()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var url = TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json);

        (await emulator.GetAsync(url.PathAndQuery)).Status.ShouldBe(400);

        (await RefusalAsync(url)).ShouldBeNull();
    }

    private static async Task<HttpStatusCode?> RefusalAsync(Uri url)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(url, TestEmulator.Stop);
            return null;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }
}
