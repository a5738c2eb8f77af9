namespace DingTalk.Emulator.Tests.Cards;

public sealed class CardTemplateTests
{
    [Fact]
    public async Task KnownTemplate_UnknownVariable_Is500AndChangesNothing()
    {
        await using var emulator = await StartAsync("t.schema");
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("kept");

        var streamed = await bot.StreamAsync("lost", key: "msgContent");
        var updated = await bot.UpdateAsync("""{"content":"lost","colour":"red"}""");
        var ofUser = await bot.CallAsync(
            HttpMethod.Put, CardBot.Instances, """{"outTrackId":"trk-1","privateData":{"u1":{"cardParamMap":{"colour":"red"}}}}""");

        new[] { streamed, updated, ofUser }.Select(answer => $"{answer.Status} {answer.Code}").ShouldAllBe(one => one == "500 unknownError");
        var shown = await bot.ShownAsync();
        ((string)shown["text"]!, (int)shown["card"]!["updates"]!).ShouldBe(("kept", 1));
        shown["card"]!["viewers"].ShouldBeNull();
    }

    [Fact]
    public async Task KnownTemplate_ItsVariablesAndThoseOfEvery_AreTaken_OthersAtTheStartIgnored()
    {
        await using var emulator = await StartAsync("t.schema");
        var bot = await DeliveredAsync(emulator, """{"flowStatus":"1","content":"","colour":"red"}""");

        (await bot.UpdateAsync("""{"flowStatus":"2","config":"{}","sys_full_json_obj":"{}","title":"T"}""")).Status.ShouldBe(200);
        (await bot.StreamAsync("all", last: true)).Status.ShouldBe(200);

        var card = (await bot.ShownAsync())["card"]!;
        ((bool)card["foreign"]!, (string)card["state"]!).ShouldBe((false, "finished"));
        card["params"]!.AsObject().ShouldNotContainKey("colour");
        ((string)card["params"]!["title"]!).ShouldBe("T");
    }

    [Fact]
    public async Task ForeignTemplate_EveryCallSucceeds_AndPeopleSeeThatItCannotBeLoaded()
    {
        await using var emulator = await StartAsync("other.schema");
        var bot = await DeliveredAsync(emulator);

        (await bot.UpdateAsync("""{"colour":"red"}""")).Status.ShouldBe(200);
        (await bot.StreamAsync("nobody reads this", last: true, key: "anything")).Status.ShouldBe(200);

        var shown = await bot.ShownAsync();
        ((string)shown["text"]!, (bool)shown["card"]!["foreign"]!, (bool)shown["card"]!["finalized"]!).ShouldBe(("内容加载失败", true, true));
        ((string)shown["card"]!["params"]!["anything"]!).ShouldBe("nobody reads this");
        (await emulator.GetAsync("/emulator/answers")).Json["answers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task NoTemplates_EveryVariableIsTaken()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);

        (await bot.StreamAsync("x", key: "whatever")).Status.ShouldBe(200);

        var card = (await bot.ShownAsync())["card"]!;
        ((bool)card["foreign"]!, (string)card["params"]!["whatever"]!).ShouldBe((false, "x"));
    }

    // CardBot's cards have t.schema.
    private static Task<TestEmulator> StartAsync(string template) =>
        TestEmulator.StartAsync(options => options.Templates[template] = ["content", "title"]);

    private static async Task<CardBot> DeliveredAsync(TestEmulator emulator, string data = """{"flowStatus":"1"}""")
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        (await bot.CreateAsync(data: data)).Status.ShouldBe(200);
        (await bot.DeliverAsync()).Status.ShouldBe(200);
        return bot;
    }
}
