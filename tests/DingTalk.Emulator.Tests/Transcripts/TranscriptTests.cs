using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Transcripts;

public sealed class TranscriptTests
{
    [Fact]
    public async Task Read_Filters_ByAppConversationAndSequence()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        var first = await emulator.TellAsync("a", new JsonObject { ["senderStaffId"] = "u1" });
        await emulator.TellAsync("b", new JsonObject { ["senderStaffId"] = "u2" });
        await emulator.TellAsync("c", new JsonObject { ["app"] = "dingtwo" });

        async Task<string> Texts(string query) =>
            string.Concat((await emulator.TranscriptAsync(query))["pushes"]!.AsArray().Select(push => (string)push!["text"]!));
        (await Texts("")).ShouldBe("abc");
        (await Texts("?app=dingtwo")).ShouldBe("c");
        (await Texts("?app=dingdemo&since=1")).ShouldBe("b");
        (await Texts($"?conversationId={Uri.EscapeDataString((string)first["conversationId"]!)}")).ShouldBe("a");
        ((long)(await emulator.TranscriptAsync())["sequence"]!).ShouldBe(3);
        (await Texts("?since=3")).ShouldBeEmpty();
        (await emulator.GetAsync("/emulator/transcript?since=x")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Read_Push_HasSenderTextAndState()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var said = await emulator.TellAsync(
            "hi",
            new JsonObject
            {
                ["conversationType"] = "2",
                ["conversationTitle"] = "Ops",
                ["senderNick"] = "Li Lei",
                ["senderStaffId"] = "u1",
            });
        await bot.ReceiveAsync();

        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;

        ((string)push["msgId"]!, (string)push["app"]!, (string)push["conversationId"]!)
            .ShouldBe(((string)said["msgId"]!, "dingdemo", "cidDemoGroup=="));
        ((string)push["conversationType"]!, (string)push["conversationTitle"]!).ShouldBe(("2", "Ops"));
        ((string)push["sender"]!, (string)push["senderNick"]!, (string)push["text"]!).ShouldBe(("u1", "Li Lei", "hi"));
        ((bool)push["mention"]!, (int)push["count"]!, (string)push["state"]!, push["ackCode"]).ShouldBe((true, 1, "pushed", null));
        ((DateTimeOffset)push["pushedAt"]!).ShouldBe(emulator.Time.GetUtcNow());
    }

    [Fact]
    public async Task Capacity_Full_TheOldestLeave_AndTheirAcksStillCount()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.TranscriptCapacity = 100);
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "first", ["replies"] = 0 });
        var first = await bot.ReceiveAsync();
        for (var i = 0; i < 100; i++)
        {
            await emulator.TellAsync($"{i}");
        }

        var pushes = (await emulator.TranscriptAsync())["pushes"]!.AsArray();
        (pushes.Count, (long)pushes[0]!["sequence"]!).ShouldBe((100, 2));
        await bot.AckAsync(first);
        ((bool)(await saying)["acked"]!).ShouldBeTrue();
    }
}
