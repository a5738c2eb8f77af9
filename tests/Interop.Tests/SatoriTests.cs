using System.Text.Json.Nodes;

namespace Interop.Tests;

// The adapter asks for its name, opens without an Accept header, acks nothing, and answers through the robot API.
public sealed class SatoriTests(SatoriBot bot) : IClassFixture<SatoriBot>
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task DirectMessage_IsAnsweredByTheRobotUnderItsName()
    {
        var reply = await SayAsync("""{"text":"hello 你好","replies":1}""");

        ((string)reply["via"]!, (string)reply["userIds"]![0]!, (string)reply["text"]!).ShouldBe(("oto", "demo-user", "PicoClaw heard: hello 你好"));
    }

    [Fact(Timeout = Limit)]
    public async Task GroupMessage_IsAnsweredInTheGroup()
    {
        var reply = await SayAsync("""{"text":"hello all","conversationType":"2","conversationId":"cidRoom/+=","replies":1}""");

        ((string)reply["via"]!, (string)reply["conversationId"]!, (string)reply["text"]!).ShouldBe(("group", "cidRoom/+=", "PicoClaw heard: hello all"));
    }

    [Fact(Timeout = Limit)]
    public async Task Picture_IsExchangedForAnAddress()
    {
        var reply = await SayAsync("""{"msgtype":"picture","replies":1}""");

        ((string)reply["text"]!).ShouldMatch("^PicoClaw heard: <img src=\"http://127.0.0.1:[0-9]+/files/[0-9a-f]+\"/>$");
    }

    [Fact(Timeout = Limit)]
    public async Task TakeItBack_TheMessageIsRecalled()
    {
        var sent = await SayAsync("""{"text":"something rash","senderStaffId":"u-rash","replies":1}""");
        await bot.PostAsync("/emulator/say", """{"text":"take it back","senderStaffId":"u-rash","waitSeconds":0}""");

        await bot.UntilAsync(async () => (bool)(await bot.TranscriptAsync())["replies"]!.AsArray().Single(one => (string)one!["callId"]! == (string)sent["callId"]!)!["recalled"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task SystemPing_IsEchoed()
    {
        var before = (int)(await bot.StatsAsync())["pingsEchoed"]!;

        await bot.PostAsync("/emulator/faults", """{"ping":true}""");

        await bot.UntilAsync(stats => (int)stats["pingsEchoed"]! > before);
    }

    [Fact(Timeout = Limit)]
    public async Task DroppedLink_TheBotComesBack()
    {
        await bot.PostAsync("/emulator/faults", """{"dropLinks":true}""");
        await bot.DisconnectedAsync();
        await bot.ConnectedAsync();

        ((string)(await SayAsync("""{"text":"again","replies":1}"""))["text"]!).ShouldBe("PicoClaw heard: again");
    }

    // It never acks, so that the answer comes when the bot has replied and the wait for an ack is over.
    private async Task<JsonNode> SayAsync(string json)
    {
        var saying = bot.PostAsync("/emulator/say", json);
        while (!saying.IsCompleted)
        {
            await bot.StatsAsync();
            if ((await bot.TranscriptAsync())["replies"]!.AsArray().Count > 0)
            {
                bot.Time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        return (await saying)["replies"]!.AsArray().ShouldHaveSingleItem()!;
    }
}
