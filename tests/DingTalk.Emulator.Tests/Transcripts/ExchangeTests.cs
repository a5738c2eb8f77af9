using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Chat;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Transcripts;

public sealed class ExchangeTests
{
    private const string Good = """{"msgtype":"text","text":{"content":"ok"}}""";

    [Fact]
    public async Task Message_PushedAckedAndAnswered_HasFrameAckAndCall()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame);
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
        await bot.ReplyAsync(frame, "there");

        var exchanges = await OfAsync(emulator, 1);

        exchanges.Select(one => (string)one!["kind"]!).ShouldBe(["frame", "ack", "call"]);
        JsonNode.DeepEquals(JsonNode.Parse((string)exchanges[0]!["text"]!), frame).ShouldBeTrue();
        ((int)JsonNode.Parse((string)exchanges[1]!["text"]!)!["code"]!).ShouldBe(200);
        var call = exchanges[2]!["call"]!;
        ((string)call["method"]!, (string)call["path"]!, (int)call["status"]!).ShouldBe(("POST", "/robot/sendBySession", 200));
        ((string)exchanges[2]!["text"]!).ShouldContain("there");
        ((string)call["answer"]!).ShouldBe("""{"errcode":0,"errmsg":"ok"}""");
        (await OfAsync(emulator, 2)).Select(one => (string)one!["kind"]!).ShouldBe(["call"]);
    }

    [Fact]
    public async Task Webhook_OfAnEarlierMessage_BelongsToThatMessage()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("first");
        var frame = await bot.ReceiveAsync();
        await emulator.TellAsync("second");
        await bot.ReplyAsync(frame, "to the first");

        (await OfAsync(emulator, 1)).Count(IsCall).ShouldBe(1);
        (await OfAsync(emulator, 2)).Count(IsCall).ShouldBe(0);
    }

    [Fact]
    public async Task OpenApi_Call_BelongsToTheLastMessageAndItsReply()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendStatus":503,"count":1}""");
        await OtoAsync(chat.Emulator);
        await OtoAsync(chat.Emulator);

        var calls = (await OfAsync(chat.Emulator, 1)).Where(IsCall).ToList();

        calls.Select(one => (int)one!["call"]!["status"]!).ShouldBe([503, 200]);
        (await OfAsync(chat.Emulator, 2)).ShouldHaveSingleItem();
        (await OfAsync(chat.Emulator, 3)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Frame_ToADeadConnection_IsMarkedAsLost()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"zombie":true}""");
        await emulator.TellAsync("hi");

        ((bool)(await OfAsync(emulator, 1)).ShouldHaveSingleItem()!["lost"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Call_Long_IsCut()
    {
        await using var chat = await Talk.StartAsync();
        await OtoAsync(chat.Emulator, new string('长', 40_000));

        var text = (string)(await OfAsync(chat.Emulator, 1)).Single(IsCall)!["text"]!;
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(70_000);
        text.ShouldEndWith("…");
    }

    [Fact]
    public async Task Reset_ForgetsExchanges_AndAWrongSequenceIsRefused()
    {
        await using var chat = await Talk.StartAsync();
        await chat.SendAsync(Good);
        (await OfAsync(chat.Emulator, 1)).ShouldNotBeEmpty();
        await chat.Emulator.PostTextAsync("/emulator/reset", "{}");

        (await OfAsync(chat.Emulator, 1)).ShouldBeEmpty();
        (await chat.Emulator.GetAsync("/emulator/exchanges?sequence=x")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Events_ACall_TellsPagesToLookAgain()
    {
        await using var chat = await Talk.StartAsync();
        using var events = await EventStream.OpenAsync(chat.Emulator);
        var before = (long)(await events.NextAsync("exchanges"))["last"]!;
        await chat.SendAsync(Good);

        ((long)(await events.NextAsync("exchanges"))["last"]!).ShouldBeGreaterThan(before);
    }

    private static async Task OtoAsync(TestEmulator emulator, string text = "x") => await emulator.PostAsync(
        "/v1.0/robot/oToMessages/batchSend",
        new JsonObject
        {
            ["robotCode"] = "dingdemo",
            ["userIds"] = new JsonArray("demo-user"),
            ["msgKey"] = "sampleText",
            ["msgParam"] = new JsonObject { ["content"] = text }.ToJsonString(),
        },
        ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));

    private static bool IsCall(JsonNode? exchange) => (string)exchange!["kind"]! == "call";

    private static async Task<JsonArray> OfAsync(TestEmulator emulator, long sequence) =>
        (await emulator.GetAsync($"/emulator/exchanges?sequence={sequence}")).Json["exchanges"]!.AsArray();
}
