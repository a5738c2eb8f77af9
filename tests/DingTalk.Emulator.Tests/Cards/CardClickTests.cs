using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Cards;

// Changes in the answer to a card callback are visible to the user who clicked.
public sealed class CardClickTests
{
    private const string Topic = "/v1.0/card/instances/callback";

    [Theory]
    [InlineData(
        """{"response":{"cardUpdateOptions":{"updateCardDataByKey":true},"cardData":{"cardParamMap":{"state":"yours"}}}}""",
        """{"a":"1","state":"yours"}""")]
    [InlineData("""{"cardUpdateOptions":{"updateCardDataByKey":true},"cardData":{"cardParamMap":{"state":"yours"}}}""", """{"a":"1","state":"yours"}""")]
    [InlineData("""{"response":{"cardData":{"cardParamMap":{"state":"yours"}}}}""", """{"state":"yours"}""")]
    [InlineData("""{"response":{"userPrivateData":{"cardParamMap":{"vote":"yes"}}}}""", """{"a":"1","vote":"yes"}""")]
    public async Task Answer_IsSeenByTheClickerOnly(string answer, string seen)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await DeliveredAsync(emulator);

        await ClickAsync(emulator, stream, answer);

        var card = (await bot.ShownAsync())["card"]!;
        card["params"]!.ToJsonString().ShouldBe("""{"a":"1"}""");
        card["viewers"]!.AsObject().Select(one => one.Key).ShouldBe(["u1"]);
        JsonNode.DeepEquals(card["viewers"]!["u1"]!["params"], JsonNode.Parse(seen)).ShouldBeTrue(card.ToJsonString());
    }

    [Theory]
    [InlineData(true, """{"a":"1","vote":"yes","seen":"2"}""")]
    [InlineData(false, """{"a":"1","seen":"2"}""")]
    public async Task PrivateVariables_ByKeyOrNot_StayOrGo(bool byKey, string seen)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await DeliveredAsync(emulator);
        await ClickAsync(emulator, stream, """{"response":{"userPrivateData":{"cardParamMap":{"vote":"yes"}}}}""");

        await ClickAsync(
            emulator, stream,
            $$$"""{"response":{"cardUpdateOptions":{"updatePrivateDataByKey":"""
            + $$$"""{{{(byKey ? "true" : "false")}}} },"userPrivateData":{"cardParamMap":{"seen":"2"} } } }""");

        JsonNode.DeepEquals((await bot.ShownAsync())["card"]!["viewers"]!["u1"]!["params"], JsonNode.Parse(seen)).ShouldBeTrue();
    }

    [Fact]
    public async Task Click_IsToldInContentAndInValue()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var clicking = emulator.PushAsync(
            """{"card":{"outTrackId":"trk-1","userId":"u1","actionIds":["feedback"],"params":{"action":"dislike","feedbacks":{"index":1},"input":"短"}}}""");

        var frame = await stream.ReceiveAsync();
        await stream.AckAsync(frame);

        (await clicking).Status.ShouldBe(200);
        var data = TestBot.Data(frame);
        ((string)data["spaceType"]!, (string)data["value"]!).ShouldBe(("im", (string)data["content"]!));
        JsonNode.Parse((string)data["value"]!)!.ToJsonString().ShouldBe(JsonNode.Parse(
            """{"cardPrivateData":{"actionIds":["feedback"],"params":{"action":"dislike","feedbacks":{"index":1},"input":"短"}}}""")!.ToJsonString());
    }

    [Fact]
    public async Task Answer_LaterThanTwoSeconds_ChangesNothing()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.SystemPingInterval = TimeSpan.FromDays(30));
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await DeliveredAsync(emulator);

        await ClickAsync(
            emulator, stream, """{"response":{"cardData":{"cardParamMap":{"state":"late"}}}}""", TimeSpan.FromMilliseconds(2001));

        (await bot.ShownAsync())["card"]!.AsObject().ShouldNotContainKey("viewers");
    }

    [Fact]
    public async Task SharedUpdate_AfterAClick_ReplacesTheClickersViewAndKeepsPrivateVariables()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await DeliveredAsync(emulator);
        await ClickAsync(
            emulator, stream,
            """{"response":{"cardUpdateOptions":{"updateCardDataByKey":true},"cardData":"""
            + """{"cardParamMap":{"a":"yours"}},"userPrivateData":{"cardParamMap":{"vote":"yes"}}}}""");

        await bot.UpdateAsync("""{"a":"2"}""");

        var card = (await bot.ShownAsync())["card"]!;
        JsonNode.DeepEquals(card["viewers"]!["u1"]!["params"], JsonNode.Parse("""{"a":"2","vote":"yes"}"""))
            .ShouldBeTrue(card.ToJsonString());
        ((string)card["viewers"]!["u1"]!["text"]!).ShouldBe("2\n\nyes");
    }

    [Fact]
    public async Task PrivateData_OfCreateAndUpdate_IsEachUsersOwn()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        (await bot.CallAsync(HttpMethod.Post, CardBot.Instances, """
            {"cardTemplateId":"t","outTrackId":"trk-1","cardData":{"cardParamMap":{"a":"1"}},"imGroupOpenSpaceModel":{},
             "privateData":{"u1":{"cardParamMap":{"p":"1"}},"u2":{"cardParamMap":{"p":"2"}}}}
            """)).Status.ShouldBe(200);
        await bot.DeliverAsync();

        (await bot.CallAsync(HttpMethod.Put, CardBot.Instances, """
            {"outTrackId":"trk-1","privateData":{"u2":{"cardParamMap":{"q":"3"}}},"cardUpdateOptions":{"updatePrivateDataByKey":true}}
            """)).Status.ShouldBe(200);

        var card = (await bot.ShownAsync())["card"]!;
        card["params"]!.ToJsonString().ShouldBe("""{"a":"1"}""");
        card["viewers"]!["u1"]!["params"]!.ToJsonString().ShouldBe("""{"a":"1","p":"1"}""");
        card["viewers"]!["u2"]!["params"]!.ToJsonString().ShouldBe("""{"a":"1","p":"2","q":"3"}""");
    }

    private static async Task<CardBot> DeliveredAsync(TestEmulator emulator)
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync(data: """{"a":"1"}""");
        await bot.DeliverAsync();
        return bot;
    }

    private static async Task ClickAsync(TestEmulator emulator, TestBot stream, string answer, TimeSpan after = default)
    {
        var clicking = emulator.PushAsync("""{"card":{"outTrackId":"trk-1","userId":"u1"}}""");
        var frame = await stream.ReceiveAsync();
        emulator.Time.Advance(after);
        await stream.AckAsync(frame, data: answer);
        ((bool)(await clicking).Json["acked"]!).ShouldBeTrue();
    }
}
