namespace DingTalk.Emulator.Tests.Cards;

// Calls that are made again, and cards that go on after their end.
public sealed class CardAgainTests
{
    private const string CreateAndDeliver = """
        {"cardTemplateId":"t.schema","outTrackId":"trk-1","cardData":{"cardParamMap":{"content":"first"}},
         "openSpaceId":"dtv1.card//IM_GROUP.cidDemoGroup==","imGroupOpenSpaceModel":{},"imGroupOpenDeliverModel":{"robotCode":"dingdemo"} }
        """;

    [Fact]
    public async Task Guid_Repeated_SucceedsOnce_ChangesNothingAndIsCounted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("one", full: false, guid: "g-1");

        (await bot.StreamAsync("one", full: false, guid: "g-1")).ShouldBe(new Answer(200, """{"success":true,"result":true}"""));

        var shown = await bot.ShownAsync();
        ((string)shown["text"]!, (int)shown["card"]!["updates"]!, (int)shown["card"]!["repeated"]!).ShouldBe(("one", 1, 1));
        ((int)(await emulator.StatsAsync())["cards"]!["repeated"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Guid_OfTheLastFrameRepeated_SucceedsAlthoughTheCardIsFinalized()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await emulator.FaultAsync("""{"failAfterDelivery":true,"count":1}""");
        (await bot.StreamAsync("all", last: true, guid: "last")).Status.ShouldBe(500);

        (await bot.StreamAsync("all", last: true, guid: "last")).Status.ShouldBe(200);

        ((string)(await bot.ShownAsync())["text"]!).ShouldBe("all");
        (await bot.StreamAsync("more", guid: "another")).Code.ShouldBe("unknownError");
    }

    [Fact]
    public async Task Guid_OfAnotherCard_IsNoRepetition()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.CreateAsync("trk-2");
        await bot.StreamAsync("x", guid: "g");

        await bot.StreamAsync("y", id: "trk-2", guid: "g");

        ((int)(await emulator.StatsAsync())["cards"]!["repeated"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Guid_TooLong_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);

        (await bot.StreamAsync("x", guid: new string('g', 101))).Code.ShouldBe("param.invalid");
    }

    [Fact]
    public async Task StreamAfterFinalize_Reopen_TheCardGeneratesAgain()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.StreamAfterFinalize = StreamAfterFinalize.Reopen);
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("done", last: true);
        (await OpenAsync(emulator)).ShouldBe("{}");

        (await bot.StreamAsync("done, and more")).Status.ShouldBe(200);

        var card = (await bot.ShownAsync())["card"]!;
        ((string)card["state"]!, (bool)card["finalized"]!, (string)card["flowStatus"]!).ShouldBe(("inputting", false, "2"));
        (await OpenAsync(emulator)).ShouldBe("""{"dingdemo":1}""");
        (await bot.StreamAsync("all", last: true)).Status.ShouldBe(200);
        (await OpenAsync(emulator)).ShouldBe("{}");
    }

    [Fact]
    public async Task CardAlreadyExist_NoEffect_AnswersSuccessAndDeliversNothing()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.CardAlreadyExist = CardAlreadyExist.NoEffect);
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CallAsync(HttpMethod.Post, $"{CardBot.Instances}/createAndDeliver", CreateAndDeliver);

        var again = await bot.CallAsync(HttpMethod.Post, $"{CardBot.Instances}/createAndDeliver", CreateAndDeliver.Replace("first", "second"));
        var created = await bot.CreateAsync();

        (again.Status, again.Json["result"]!.ToJsonString()).ShouldBe((200, """{"outTrackId":"trk-1","deliverResults":[]}"""));
        created.Status.ShouldBe(200);
        ((string)(await bot.ShownAsync())["text"]!).ShouldBe("first");
    }

    [Theory]
    [InlineData(DeliverTwice.SecondMessage, 2)]
    [InlineData(DeliverTwice.Ignored, 1)]
    public async Task Deliver_Twice_IsASecondMessageOrIgnored(DeliverTwice twice, int messages)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.DeliverTwice = twice);
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        var first = (await bot.DeliverAsync()).Json["result"]![0]!;

        var second = (await bot.DeliverAsync()).Json["result"]![0]!;

        ((bool)second["success"]!).ShouldBeTrue();
        ((string)second["carrierId"]! == (string)first["carrierId"]!).ShouldBe(messages == 1);
        (await emulator.TranscriptAsync())["replies"]!.AsArray().Count.ShouldBe(messages);
        ((int)(await emulator.StatsAsync())["sends"]!["card"]!).ShouldBe(messages);
        (await bot.DeliverAsync(space: "IM_ROBOT.u1")).Status.ShouldBe(200);
        (await emulator.TranscriptAsync())["replies"]!.AsArray().Count.ShouldBe(messages + 1);
    }

    [Theory]
    [InlineData("\"imGroupOpenSpaceModel\":{},", "")]
    [InlineData(",\"imGroupOpenDeliverModel\":{\"robotCode\":\"dingdemo\"}", "")]
    public async Task CreateAndDeliver_WithoutAModelOfItsSpace_SucceedsAndDeliversNothing(string model, string replacement)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        CreateAndDeliver.ShouldContain(model);

        var answer = await bot.CallAsync(
            HttpMethod.Post, $"{CardBot.Instances}/createAndDeliver", CreateAndDeliver.Replace(model, replacement));

        (answer.Status, answer.Json["result"]!["deliverResults"]!.AsArray().Count).ShouldBe((200, 0), answer.Body);
        (await emulator.TranscriptAsync())["replies"]!.AsArray().ShouldBeEmpty();
        ((int)(await emulator.StatsAsync())["cards"]!["undelivered"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Deliver_SpaceModelAddedLater_IsDelivered()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CallAsync(HttpMethod.Post, CardBot.Instances, """{"cardTemplateId":"t","outTrackId":"trk-1","cardData":{}}""");
        (await bot.DeliverAsync()).Json["result"]!.AsArray().ShouldBeEmpty();

        await bot.CallAsync(HttpMethod.Put, $"{CardBot.Instances}/spaces", """{"outTrackId":"trk-1","imGroupOpenSpaceModel":{"supportForward":true}}""");

        ((bool)(await bot.DeliverAsync()).Json["result"]![0]!["success"]!).ShouldBeTrue();
    }

    private static async Task<string> OpenAsync(TestEmulator emulator) => (await emulator.StatsAsync())["cards"]!["open"]!.ToJsonString();

    private static async Task<CardBot> DeliveredAsync(TestEmulator emulator)
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        return bot;
    }
}
