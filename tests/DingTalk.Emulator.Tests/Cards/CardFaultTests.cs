namespace DingTalk.Emulator.Tests.Cards;

public sealed class CardFaultTests
{
    [Theory]
    [InlineData("Card.Streaming.Write", 200, 403)]
    [InlineData("Card.Instance.Write", 403, 200)]
    public async Task MissingScope_HitsTheCallsThatNeedIt(string scope, int update, int streaming)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await emulator.FaultAsync($$"""{"missingScope":"{{scope}}"}""");

        var answers = new[] { await bot.UpdateAsync("{}"), await bot.StreamAsync("x") };

        answers.Select(answer => answer.Status).ShouldBe([update, streaming]);
        ((string)answers.Single(answer => answer.Status == 403).Json["accessdenieddetail"]!["requiredScopes"]![0]!).ShouldBe(scope);
    }

    [Theory]
    [InlineData("card", 500, 500)]
    [InlineData("card/streaming", 200, 500)]
    [InlineData("oto", 200, 200)]
    public async Task Api_OfAFault_IsAllCardCallsOrOne(string api, int update, int streaming)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await emulator.FaultAsync($$"""{"sendStatus":500,"api":"{{api}}"}""");

        new[] { (await bot.UpdateAsync("{}")).Status, (await bot.StreamAsync("x")).Status }.ShouldBe([update, streaming]);
    }

    [Fact]
    public async Task FailAfterDelivery_TheCardHasChanged()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        await emulator.FaultAsync("""{"failAfterDelivery":true,"count":1}""");

        (await bot.StreamAsync("all", last: true)).Status.ShouldBe(500);

        ((string)(await bot.ShownAsync())["text"]!).ShouldBe("all");
    }

    [Fact]
    public async Task Throttle_OneCall_SparesTheOthers()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await emulator.FaultAsync("""{"throttle":{"api":"v1.0/card/streaming","perSecond":0},"count":1}""");

        (await bot.UpdateAsync("{}")).Status.ShouldBe(200);
        (await bot.StreamAsync("x")).Status.ShouldBe(403);
        (await bot.StreamAsync("x")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Events_Card_IsRenderedAgainWithEveryChange()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        using var events = await Chat.EventStream.OpenAsync(emulator);
        await events.NextAsync("message");
        var before = await events.NextAsync("message");
        await bot.StreamAsync("**bold**");

        var after = await events.NextAsync("message");

        ((long)after["reply"]!["sequence"]!).ShouldBe((long)before["reply"]!["sequence"]!);
        ((string)after["html"]!).ShouldContain("<strong>bold</strong>");
    }
}
