using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Streaming;

public sealed class PushTests
{
    [Fact]
    public async Task Push_Frame_HasTheWireShape()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var said = await emulator.TellAsync("hi");

        var frame = await bot.ReceiveAsync();

        ((string)frame["specVersion"]!).ShouldBe("1.0");
        ((string)frame["type"]!).ShouldBe("CALLBACK");
        var headers = frame["headers"]!;
        ((string)headers["topic"]!).ShouldBe("/v1.0/im/bot/messages/get");
        ((string)headers["contentType"]!).ShouldBe("application/json");
        ((string)headers["time"]!).ShouldBe(emulator.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString());
        Guid.TryParse((string)headers["connectionId"]!, out _).ShouldBeTrue();
        Guid.TryParse((string)headers["appId"]!, out _).ShouldBeTrue();
        TestBot.MessageId(frame).ShouldNotBeNullOrEmpty();
        frame["data"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.String);
        ((string)TestBot.Data(frame)["msgId"]!).ShouldBe((string)said["msgId"]!);
    }

    [Fact]
    public async Task Push_NoConnection_IsDeliveredInOrderWhenOneOpens()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("one");
        await emulator.TellAsync("two");
        await emulator.TellAsync("three");
        emulator.Time.Advance(TimeSpan.FromHours(1));
        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(3);
        ((int)(await emulator.StatsAsync())["pushes"]!).ShouldBe(0);

        await using var bot = await TestBot.ConnectAsync(emulator);

        foreach (var text in new[] { "one", "two", "three" })
        {
            TestBot.Text(await bot.ReceiveAsync()).ShouldBe(text);
        }
    }

    [Fact]
    public async Task Push_OnlyConnectionsSubscribedToTheTopic_GetIt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var other = await TestBot.ConnectAsync(emulator, topic: "/v1.0/card/instances/callback");
        await emulator.TellAsync("hi");
        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);

        await using var bot = await TestBot.ConnectAsync(emulator);

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("hi");
    }

    [Fact]
    public async Task Push_SeveralApps_EachGetsItsOwn()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await using var one = await TestBot.ConnectAsync(emulator);
        await using var two = await TestBot.ConnectAsync(emulator, "dingtwo", "second-secret");
        await emulator.TellAsync("for two", new JsonObject { ["app"] = "dingtwo" });
        await emulator.TellAsync("for one", new JsonObject { ["app"] = "dingdemo" });

        var atOne = await one.ReceiveAsync();
        var atTwo = await two.ReceiveAsync();

        (TestBot.Text(atOne), (string)TestBot.Data(atOne)["robotCode"]!).ShouldBe(("for one", "dingdemo"));
        (TestBot.Text(atTwo), (string)TestBot.Data(atTwo)["robotCode"]!).ShouldBe(("for two", "dingtwo"));
    }

    [Fact]
    public async Task Push_SeveralConnections_PicksOneAtRandom()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var one = await TestBot.ConnectAsync(emulator);
        await using var two = await TestBot.ConnectAsync(emulator);
        for (var i = 0; i < 40; i++)
        {
            await emulator.TellAsync("x");
        }

        // One of two gets none of 40 once in 2^39 runs.
        (await one.ReceiveAsync()).ShouldNotBeNull();
        (await two.ReceiveAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Ack_CodeDataAndDelay_AreRecorded()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        var frame = await bot.ReceiveAsync();
        emulator.Time.Advance(TimeSpan.FromMilliseconds(250));
        await bot.AckAsync(frame, 404, """{"why":"no handler"}""");
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);

        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;
        ((int)push["ackCode"]!, (string)push["ackData"]!, (double)push["ackMs"]!).ShouldBe((404, """{"why":"no handler"}""", 250));
        ((string)push["state"]!, (int)push["count"]!).ShouldBe(("acked", 1));
        var stats = await emulator.StatsAsync();
        ((int)stats["acks"]!["404"]!, (double)stats["ackMs"]!["max"]!, (double)stats["ackMs"]!["p50"]!).ShouldBe((1, 250, 250));
    }

    [Fact]
    public async Task Ack_TwiceOrInvented_IsCountedAsUnknown()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame);
        await bot.AckAsync(frame);
        await bot.AckAsync(new JsonObject { ["headers"] = new JsonObject { ["messageId"] = "invented" } });

        await emulator.UntilAsync(stats => (int)stats["unknownAcks"]! == 2);
        ((int)(await emulator.StatsAsync())["acks"]!["200"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"headers":7}""")]
    [InlineData("""{"headers":{"messageId":5}}""")]
    [InlineData("""{"headers":{"messageId":"\ud800"}}""")]
    public async Task Frame_Malformed_IsCountedAndTheLinkLivesOn(string text)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await bot.SendAsync(text);
        await emulator.UntilAsync(stats => (int)stats["malformedFrames"]! == 1);

        await emulator.TellAsync("still there");

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("still there");
    }
}
