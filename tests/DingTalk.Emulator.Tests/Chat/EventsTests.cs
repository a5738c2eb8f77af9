using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class EventsTests
{
    [Fact]
    public async Task Events_NewPage_GetsStateThenEveryChange()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("before");
        using var events = await EventStream.OpenAsync(emulator);
        (await events.NextAsync("reset")).ShouldNotBeNull();
        ((int)(await events.NextAsync("apps"))["apps"]![0]!["connections"]!).ShouldBe(0);
        ((string)(await events.NextAsync("message"))["push"]!["state"]!).ShouldBe("waiting");

        await using var bot = await TestBot.ConnectAsync(emulator);
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame);
        await bot.ReplyAsync(frame, "**bold**");

        ((int)(await events.NextAsync("apps"))["apps"]![0]!["connections"]!).ShouldBe(1);
        JsonNode message;
        do
        {
            message = await events.NextAsync("message");
        }
        while (message["reply"] is null);
        ((string)message["html"]!).ShouldContain("<strong>bold</strong>");
    }

    [Fact]
    public async Task Events_Reconnect_GetsOnlyWhatItMissed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("seen");
        string last;
        using (var first = await EventStream.OpenAsync(emulator))
        {
            await first.NextAsync("message");
            last = first.LastId;
        }

        await emulator.TellAsync("missed");
        using var second = await EventStream.OpenAsync(emulator, last);

        ((string)(await second.NextAsync("message"))["push"]!["text"]!).ShouldBe("missed");
        second.Kinds.ShouldNotContain("reset");
    }

    [Theory]
    [InlineData("otherrun-5")]
    [InlineData("nonsense")]
    public async Task Events_ReconnectAfterARestart_StartsOver(string lastId)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("all of it");
        using var events = await EventStream.OpenAsync(emulator, lastId);

        await events.NextAsync("message");

        events.Kinds[0].ShouldBe("reset");
    }

    [Fact]
    public async Task Events_Faults_AreSentAsTheyChange()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var events = await EventStream.OpenAsync(emulator);
        (await events.NextAsync("faults"))["armed"]!.AsArray().ShouldBeEmpty();

        await emulator.FaultAsync("""{"sendErrcode":430101,"seconds":5}""");
        ((string)(await events.NextAsync("faults"))["armed"]![0]!["fault"]!).ShouldBe("sendErrcode");
        emulator.Time.Advance(TimeSpan.FromSeconds(5));

        (await events.NextAsync("faults"))["armed"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_Refusal_IsShown()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var events = await EventStream.OpenAsync(emulator);

        await emulator.PostTextAsync("/robot/sendBySession?session=x", """{"msgtype":"text"}""");

        ((string)(await events.NextAsync("message"))["refusal"]!["code"]!).ShouldBe("300001");
    }

    [Fact]
    public async Task Events_Reset_IsSent()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("old");
        using var events = await EventStream.OpenAsync(emulator);
        await events.NextAsync("message");
        await emulator.SendAsync(HttpMethod.Post, "/emulator/reset", null);

        await events.NextAsync("reset");
        await emulator.TellAsync("new");

        ((string)(await events.NextAsync("message"))["push"]!["text"]!).ShouldBe("new");
    }
}
