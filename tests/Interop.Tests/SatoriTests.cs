using System.Text.Json.Nodes;

namespace Interop.Tests;

// The adapter asks for its name, opens without an Accept header, acks nothing, and answers through the robot API.
public sealed class SatoriTests(SatoriBot bot) : IClassFixture<SatoriBot>
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task DirectMessage_IsAnsweredByTheRobotUnderItsName()
    {
        var reply = await SayAsync("""{"text":"hello 你好"}""");

        ((string)reply["via"]!, (string)reply["userIds"]![0]!, (string)reply["text"]!).ShouldBe(("oto", "demo-user", "PicoClaw heard: hello 你好"));
    }

    [Fact(Timeout = Limit)]
    public async Task GroupMessage_IsAnsweredInTheGroup()
    {
        var reply = await SayAsync("""{"text":"hello all","conversationType":"2","conversationId":"cidRoom/+="}""");

        ((string)reply["via"]!, (string)reply["conversationId"]!, (string)reply["text"]!).ShouldBe(("group", "cidRoom/+=", "PicoClaw heard: hello all"));
    }

    [Fact(Timeout = Limit)]
    public async Task Picture_IsExchangedForAnAddress()
    {
        var reply = await SayAsync("""{"msgtype":"picture"}""");

        ((string)reply["text"]!).ShouldMatch("^PicoClaw heard: <img src=\"http://127.0.0.1:[0-9]+/files/[0-9a-f]+\"/>$");
    }

    [Fact(Timeout = Limit)]
    public async Task TakeItBack_TheMessageIsRecalled()
    {
        var sent = (string)(await SayAsync("""{"text":"something rash","senderStaffId":"u-rash"}"""))["callId"]!;

        await bot.PostAsync("/emulator/say", """{"text":"take it back","senderStaffId":"u-rash","waitSeconds":0}""");

        await bot.UntilAsync(async () => (bool)(await RepliesAsync()).Single(reply => (string)reply!["callId"]! == sent)!["recalled"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task MarkdownOfItsEncoder_IsRefusedForItsMissingTitle()
    {
        await bot.PostAsync("/emulator/say", """{"text":"use your encoder","waitSeconds":0}""");

        await bot.UntilAsync(async () => (await RefusalsAsync()).Count > 0);
        var refusal = (await RefusalsAsync()).ShouldHaveSingleItem()!;
        ((string)refusal["via"]!, (int)refusal["status"]!, (string)refusal["code"]!).ShouldBe(("oto", 400, "miss.param.markdownTotitle"));
    }

    [Fact(Timeout = Limit)]
    public async Task SystemPing_IsEchoed()
    {
        var before = (int)(await bot.StatsAsync())["pingsEchoed"]!;

        await bot.PostAsync("/emulator/faults", """{"ping":true}""");

        await bot.UntilAsync(stats => (int)stats["pingsEchoed"]! > before);
    }

    [Fact(Timeout = Limit)]
    public async Task DroppedLink_TheBotReconnects()
    {
        // Otherwise it may be back before anybody has seen it gone.
        await bot.PostAsync("/emulator/faults", """{"refuseOpen":503}""");
        await bot.PostAsync("/emulator/faults", """{"dropLinks":true}""");
        await bot.DisconnectedAsync();
        await bot.PostAsync("/emulator/faults", """{"refuseOpen":false}""");
        await bot.ConnectedAsync();

        ((string)(await SayAsync("""{"text":"again"}"""))["text"]!).ShouldBe("PicoClaw heard: again");
    }

    // It never acks: once its reply has arrived, the clock has to end the wait for an ack.
    private async Task<JsonNode> SayAsync(string json)
    {
        var before = (await RepliesAsync()).Count;
        var saying = bot.PostAsync("/emulator/say", json);
        while (!saying.IsCompleted)
        {
            if ((await RepliesAsync()).Count > before)
            {
                bot.Time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        return (await saying)["replies"]!.AsArray().ShouldHaveSingleItem()!;
    }

    private async Task<JsonArray> RepliesAsync() => (await bot.TranscriptAsync())["replies"]!.AsArray();

    private async Task<JsonArray> RefusalsAsync() => (await bot.TranscriptAsync())["refusals"]!.AsArray();
}
