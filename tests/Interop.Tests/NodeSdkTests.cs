using System.Text.Json.Nodes;

namespace Interop.Tests;

// The emulator is faithful enough when a client that knows only the real DingTalk works with it.
public sealed class NodeSdkTests(NodeBot bot) : IClassFixture<NodeBot>
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task BotMessage_IsAckedAndAnsweredByWebhook()
    {
        var answer = await SayAsync("hello 你好");

        ((bool)answer["acked"]!, (int)answer["ackCode"]!).ShouldBe((true, 200));
        var reply = answer["replies"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)reply["via"]!, (string)reply["text"]!, (string)reply["atUserIds"]![0]!).ShouldBe(("webhook", "You said: hello 你好", "demo-user"));
        var push = await bot.LastPushAsync();
        ((string)push["state"]!, (int)push["count"]!).ShouldBe(("acked", 1));
        JsonNode.Parse((string)push["ackData"]!)!["response"]!["errcode"]!.ToString().ShouldBe("0");
    }

    [Fact(Timeout = Limit)]
    public async Task CardCallback_AckCarriesTheNewCardData()
    {
        var answer = await bot.PostAsync("/emulator/push", """{"card":{"actionIds":["approve"],"params":{"x":"y"}}}""");

        ((bool)answer["acked"]!, (int)answer["ackCode"]!).ShouldBe((true, 200));
        var response = JsonNode.Parse((string)answer["ackData"]!)!["response"]!;
        var parameters = response["cardData"]!["cardParamMap"]!;
        ((string)parameters["clicked"]!, (string)parameters["x"]!).ShouldBe(("approve", "y"));
    }

    [Fact(Timeout = Limit)]
    public async Task Card_OfABotOnTheSdk_GrowsAndEnds_AndAClickChangesItForTheClicker()
    {
        var reply = (await SayAsync("card one two three"))["replies"]!.AsArray().ShouldHaveSingleItem()!;

        var card = reply["card"]!;
        ((string)reply["via"]!, (string)reply["text"]!, (string)card["state"]!, (int)card["updates"]!).ShouldBe(("card", "one two three", "finished", 3));

        var click = new JsonObject { ["outTrackId"] = (string)card["outTrackId"]!, ["actionIds"] = new JsonArray("approve"), ["userId"] = "demo-user" };
        var answer = await bot.PostAsync("/emulator/push", new JsonObject { ["card"] = click }.ToJsonString());

        ((bool)answer["acked"]!).ShouldBeTrue();
        var seen = (await bot.TranscriptAsync())["replies"]!.AsArray().Single(one => (string?)one!["card"]?["outTrackId"] == (string)card["outTrackId"]!)!;
        ((string)seen["card"]!["viewers"]!["demo-user"]!["params"]!["clicked"]!).ShouldBe("approve");
    }

    [Fact(Timeout = Limit)]
    public async Task GraphCall_AckCarriesTheAnswer()
    {
        var answer = await bot.PostAsync(
            "/emulator/push",
            """
            {"callback":{"topic":"/v1.0/graph/api/invoke",
                "data":{"requestLine":{"method":"GET","uri":"/weather?city=x"},"headers":{},"body":"{}"}}}
            """);

        ((bool)answer["acked"]!, (int)answer["ackCode"]!).ShouldBe((true, 200));
        var response = JsonNode.Parse((string)answer["ackData"]!)!["response"]!;
        ((int)response["statusLine"]!["code"]!, (string)JsonNode.Parse((string)response["body"]!)!["asked"]!).ShouldBe((200, "GET /weather?city=x"));
    }

    [Fact(Timeout = Limit)]
    public async Task Event_IsAckedWithSuccess()
    {
        var answer = await bot.PostAsync("/emulator/push", """{"event":{"eventType":"user_add_org","data":{"userId":["u1"]}}}""");

        ((bool)answer["acked"]!, (int)answer["ackCode"]!).ShouldBe((true, 200));
        var data = JsonNode.Parse((string)answer["ackData"]!)!;
        ((string)data["status"]!, (string)data["message"]!).ShouldBe(("SUCCESS", """user_add_org: {"userId":["u1"]}"""));
    }

    [Fact(Timeout = Limit)]
    public async Task Event_Later_ComesAgain()
    {
        var answer = await bot.PostAsync("/emulator/push", """{"event":{"eventType":"ask_again"}}""");
        ((bool)answer["acked"]!, (string)JsonNode.Parse((string)answer["ackData"]!)!["status"]!).ShouldBe((false, "LATER"));

        bot.Time.Advance(TimeSpan.FromSeconds(60));
        await bot.UntilAsync(stats => (int)stats["unacked"]! == 0);

        var push = await bot.LastPushAsync();
        ((string)push["state"]!, (int)push["count"]!).ShouldBe(("acked", 2));
    }

    [Fact(Timeout = Limit)]
    public async Task SystemPing_IsEchoed()
    {
        var before = (int)(await bot.StatsAsync())["pingsEchoed"]!;

        await bot.PostAsync("/emulator/faults", """{"ping":true}""");

        await bot.UntilAsync(stats => (int)stats["pingsEchoed"]! > before);
        ((int)(await bot.StatsAsync())["pingsUnechoed"]!).ShouldBe(0);
    }

    [Fact(Timeout = Limit)]
    public async Task Disconnect_TheBotReconnects()
    {
        await bot.PostAsync("/emulator/faults", """{"disconnect":true}""");
        bot.Time.Advance(TimeSpan.FromSeconds(10));
        await bot.DisconnectedAsync();
        await bot.ConnectedAsync();

        ((bool)(await SayAsync("after the disconnect"))["acked"]!).ShouldBeTrue();
    }

    [Fact(Timeout = Limit)]
    public async Task DroppedLink_TheBotReconnectsAndGetsTheMissedMessages()
    {
        await bot.PostAsync("/emulator/faults", """{"dropLinks":true}""");
        await bot.DisconnectedAsync();

        var answer = await SayAsync("while you were away");

        ((bool)answer["acked"]!, (string)answer["replies"]![0]!["text"]!).ShouldBe((true, "You said: while you were away"));
    }

    [Fact(Timeout = Limit)]
    public async Task FragmentedFrame_IsReadWhole()
    {
        await bot.PostAsync("/emulator/faults", """{"fragment":50,"count":1}""");

        ((bool)(await SayAsync("in pieces 碎片"))["acked"]!).ShouldBeTrue();
    }

    private Task<JsonNode> SayAsync(string text) => bot.PostAsync("/emulator/say", new JsonObject { ["text"] = text }.ToJsonString());
}
