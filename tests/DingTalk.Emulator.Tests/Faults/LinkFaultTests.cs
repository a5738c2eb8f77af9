using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using PicoClaw.Tests.Clocks;

namespace DingTalk.Emulator.Tests.Faults;

public sealed class LinkFaultTests
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Zombie_Push_IsLostAndResentOnAnotherLink()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var dead = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"zombie":true}""");
        await emulator.TellAsync("lost");
        var stats = await emulator.StatsAsync();
        ((int)stats["pushes"]!, (int)stats["lost"]!, (int)stats["connections"]!["dingdemo"]!).ShouldBe((1, 1, 1));
        await dead.DisposeAsync();
        await emulator.UntilAsync(now => (int)now["connections"]!["dingdemo"]! == 0);

        await using var next = await TestBot.ConnectAsync(emulator);
        emulator.Time.Advance(After);

        TestBot.Text(await next.ReceiveAsync()).ShouldBe("lost");
    }

    [Fact]
    public async Task Zombie_AnswersWebSocketPings_AndSendsNoneOfItsOwn()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var limit = TestDeadline.In(TestEmulator.Patience);
        using var client = await UpgradeAsync(emulator, limit.Token);
        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 1);
        await emulator.FaultAsync("""{"zombie":true}""");
        emulator.Time.Advance(TimeSpan.FromMinutes(5));

        await client.GetStream().WriteAsync(new byte[] { 0x89, 0x80, 0, 0, 0, 0 }, limit.Token);
        var pong = new byte[2];
        await client.GetStream().ReadExactlyAsync(pong, limit.Token);

        // A ping of its own would have come before.
        pong.ShouldBe(new byte[] { 0x8A, 0 });
        ((int)(await emulator.StatsAsync())["pings"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Zombie_CountOrApp_SparesTheRest()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await using var one = await TestBot.ConnectAsync(emulator);
        await using var two = await TestBot.ConnectAsync(emulator, "dingtwo", "second-secret");
        await emulator.FaultAsync("""{"zombie":true,"count":1,"app":"dingdemo"}""");
        await emulator.TellAsync("x");
        await emulator.TellAsync("y", new System.Text.Json.Nodes.JsonObject { ["app"] = "dingtwo" });

        TestBot.Text(await two.ReceiveAsync()).ShouldBe("y");
        ((int)(await emulator.StatsAsync())["lost"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Zombie_Seconds_AlsoHitsNewLinks()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await emulator.FaultAsync("""{"zombie":true,"seconds":60}""");
        await using var meanwhile = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("x");
        ((int)(await emulator.StatsAsync())["lost"]!).ShouldBe(1);
    }

    [Fact]
    public async Task RedeliverAfterMs_Count_IsTheTimeOfThatManyDeliveries()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"redeliverAfterMs":2000,"count":1}""");
        await emulator.TellAsync("x");
        var first = await bot.ReceiveAsync();
        emulator.Time.Advance(TimeSpan.FromSeconds(2));
        TestBot.MessageId(await bot.ReceiveAsync()).ShouldBe(TestBot.MessageId(first));

        emulator.Time.Advance(After - TimeSpan.FromMilliseconds(1));
        ((int)(await emulator.StatsAsync())["resent"]!).ShouldBe(1);
        emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
        ((int)(await emulator.StatsAsync())["resent"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Duplicate_SameFrameTwice_OneAckSettlesBoth()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"duplicate":true,"count":1}""");
        await emulator.TellAsync("x");
        var first = await bot.ReceiveAsync();
        TestBot.MessageId(await bot.ReceiveAsync()).ShouldBe(TestBot.MessageId(first));
        await bot.AckAsync(first);
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
        await emulator.TellAsync("y");

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("y");
        var stats = await emulator.StatsAsync();
        ((int)stats["pushes"]!, (int)stats["duplicated"]!, (int)stats["resent"]!).ShouldBe((2, 1, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Duplicate_NewMessageId_EitherAckSettlesIt(int acked)
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"duplicate":"newMessageId"}""");
        await emulator.TellAsync("x");
        var frames = new[] { await bot.ReceiveAsync(), await bot.ReceiveAsync() };
        TestBot.MessageId(frames[0]).ShouldNotBe(TestBot.MessageId(frames[1]));
        ((string)frames[0]["data"]!).ShouldBe((string)frames[1]["data"]!);

        await bot.AckAsync(frames[acked]);

        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
    }

    [Theory]
    [InlineData("true", 3)]
    [InlineData("100", null)]
    public async Task Fragment_FrameComesInPieces_AndIsWhole(string value, int? pieces)
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync($$"""{"fragment":{{value}},"count":1}""");
        await emulator.TellAsync("龙龙龙");
        using var whole = new MemoryStream();
        var (buffer, parts) = (new byte[65536], 0);
        ValueWebSocketReceiveResult part;
        do
        {
            part = await bot.Socket.ReceiveAsync(buffer.AsMemory(), TestEmulator.Stop);
            whole.Write(buffer, 0, part.Count);
            parts++;
        }
        while (!part.EndOfMessage);

        parts.ShouldBe(pieces ?? (int)Math.Ceiling(whole.Length / 100.0));
        TestBot.Text(System.Text.Json.Nodes.JsonNode.Parse(whole.ToArray())!).ShouldBe("龙龙龙");
    }

    [Fact]
    public async Task Ping_Now_EchoedAndUnechoedAreCounted()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"ping":true}""");
        var frame = await bot.ReceiveAsync();
        ((string)frame["headers"]!["topic"]!).ShouldBe("ping");
        await bot.AckAsync(frame, data: (string)frame["data"]!);
        await emulator.UntilAsync(stats => (int)stats["pingsEchoed"]! == 1);
        await emulator.FaultAsync("""{"ping":true}""");
        await emulator.FaultAsync("""{"ping":true}""");

        var stats = await emulator.StatsAsync();
        ((int)stats["pings"]!, (int)stats["pingsEchoed"]!, (int)stats["pingsUnechoed"]!).ShouldBe((3, 1, 1));
    }

    [Fact]
    public async Task SlowHandshakeMs_Count_HoldsThatManyBack()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"slowHandshakeMs":3000,"count":1}""");
        var opened = (await emulator.OpenAsync(TestBot.OpenBody())).Json;
        using var socket = new ClientWebSocket();
        var connecting = socket.ConnectAsync(TestBot.Url(opened), TestEmulator.Stop);
        while ((await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().Count > 0)
        {
            // The handshake is on its way; the round trip serves as the pause.
        }

        emulator.Time.Advance(TimeSpan.FromMilliseconds(2999));
        (await emulator.StatsAsync())["connections"]!["dingdemo"]!.GetValue<int>().ShouldBe(0);
        connecting.IsCompleted.ShouldBeFalse();
        await AdvanceUntilAsync(emulator, connecting);

        await using var next = await TestBot.ConnectAsync(emulator);
    }

    [Theory]
    [InlineData("true", """{"specVersion":"1.0","type":"CALLBACK","headers":{""")]
    [InlineData("\"no json\"", "no json")]
    [InlineData("\"\"", "")]
    public async Task Malformed_IsSentNow_AndTheLinkLivesOn(string value, string start)
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync($$"""{"malformed":{{value}} }""");
        var raw = new byte[1024];

        var part = await bot.Socket.ReceiveAsync(raw.AsMemory(), TestEmulator.Stop);

        Encoding.UTF8.GetString(raw, 0, part.Count).ShouldStartWith(start);
        part.EndOfMessage.ShouldBeTrue();
        await emulator.TellAsync("still there");
        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("still there");
        ((int)(await emulator.StatsAsync())["malformedSent"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Malformed_Bytes_MayBeBadUtf8_WhichAStrictClientRefuses()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync($$"""{"malformed":{"base64":"{{Convert.ToBase64String([0x7b, 0xff])}}"} }""");

        await Should.ThrowAsync<WebSocketException>(bot.ReceiveOrCloseAsync);
    }

    [Fact]
    public async Task DeadLinkGrace_AfterADrop_PushesAreLostUntilItEnds()
    {
        await using var emulator = await TestEmulator.StartAsync(
            options => { Rare(options); options.DeadLinkGrace = TimeSpan.FromSeconds(30); });
        await using var dead = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"dropLinks":true}""");
        await emulator.TellAsync("one");
        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await emulator.TellAsync("two");
        ((int)(await emulator.StatsAsync())["lost"]!).ShouldBe(2);

        emulator.Time.Advance(TimeSpan.FromSeconds(30));
        await emulator.TellAsync("three");

        var stats = await emulator.StatsAsync();
        ((int)stats["lost"]!, (int)stats["waitingForLink"]!).ShouldBe((2, 1));
        await using var next = await TestBot.ConnectAsync(emulator);
        TestBot.Text(await next.ReceiveAsync()).ShouldBe("three");
        emulator.Time.Advance(TimeSpan.FromSeconds(30));
        new[] { TestBot.Text(await next.ReceiveAsync()), TestBot.Text(await next.ReceiveAsync()) }.ShouldBe(
            ["one", "two"], ignoreOrder: true);
    }

    [Fact]
    public async Task DeadLinkGrace_ClientBreaks_AppliesButNotAfterACloseFrame()
    {
        await using var emulator = await TestEmulator.StartAsync(
            options => { Rare(options); options.DeadLinkGrace = TimeSpan.FromSeconds(30); });
        await using (var polite = await TestBot.ConnectAsync(emulator))
        {
            await polite.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestEmulator.Stop);
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await emulator.TellAsync("waits");
        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);
        await using (await TestBot.ConnectAsync(emulator))
        {
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await emulator.TellAsync("lost");

        ((int)(await emulator.StatsAsync())["lost"]!).ShouldBe(1);
    }

    [Fact]
    public async Task DeadLinkGrace_Reset_ForgetsTheDead()
    {
        await using var emulator = await TestEmulator.StartAsync(
            options => { Rare(options); options.DeadLinkGrace = TimeSpan.FromSeconds(30); });
        await using (await TestBot.ConnectAsync(emulator))
        {
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await emulator.PostTextAsync("/emulator/reset", "{}");
        await emulator.TellAsync("waits");

        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);
    }

    [Fact]
    public async Task SendLegacySystem_GreetsAndKeepsAlive_AnswersAreNotUnknown()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.SendLegacySystem = true);
        await using var bot = await TestBot.ConnectAsync(emulator);
        emulator.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (var topic in new[] { "CONNECTED", "REGISTERED", "ping", "KEEPALIVE" })
        {
            var frame = await bot.ReceiveAsync();
            ((string)frame["type"]!, (string)frame["headers"]!["topic"]!).ShouldBe(("SYSTEM", topic));
            await bot.AckAsync(frame, data: (string)frame["data"]!);
        }

        await emulator.TellAsync("marker");
        await bot.AckAsync(await bot.ReceiveAsync());
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
        ((int)(await emulator.StatsAsync())["unknownAcks"]!).ShouldBe(0);
    }

    // A WebSocket whose frames the test writes and reads itself.
    private static async Task<TcpClient> UpgradeAsync(TestEmulator emulator, CancellationToken cancellationToken)
    {
        var url = TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json);
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, cancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"),
            cancellationToken);
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.GetStream().ReadExactlyAsync(one, cancellationToken);
            head += (char)one[0];
        }

        head.ShouldStartWith("HTTP/1.1 101");
        return client;
    }

    // The handshake's timer may start just after its fault was taken.
    private static async Task AdvanceUntilAsync(TestEmulator emulator, Task done)
    {
        while (!done.IsCompleted)
        {
            emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
            await emulator.StatsAsync();
        }

        await done;
    }

    // Pings would mix with the frames of these tests.
    private static void Rare(EmulatorOptions options) => options.SystemPingInterval = TimeSpan.FromDays(30);
}
