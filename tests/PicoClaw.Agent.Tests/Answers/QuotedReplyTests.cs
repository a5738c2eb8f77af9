using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Deliveries;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>Messages that quote what the bot itself said, of which the platform tells only the key.</summary>
public abstract class QuotedReplyTests : AgentTests
{
    private protected QuotedReplyTests(bool onPostgres)
        : base(onPostgres)
    {
    }

    private AgentProcess Agent { get; set; } = null!;

    [Fact]
    public async Task QuoteByKey_IsShownAsWhatTheBotSaid()
    {
        var talk = await StartAsync();
        await AnsweredAsync(talk, Said.Direct("one"), "k1");
        await AnsweredAsync(talk, Said.Direct("two", second: 1), "k2");

        // DingTalk shows its own bot's message as a card without a text.
        await talk.SayAsync(Said.Direct("and?", second: 2) with { Quote = Quote("k1") with { Unreadable = UnreadableContent.Card } });

        (await CallAsync())[^1].Text.ShouldBe("> You: re: one\n\nand?");
    }

    [Fact]
    public async Task QuoteOfMergedReplies_IsShownWithAllOfThemInOrder()
    {
        var talk = await StartAsync();
        await AnsweredAsync(talk, Said.Direct("one"), "k1");
        await AnsweredAsync(talk, Said.Direct("two", second: 1), "k1");

        await talk.SayAsync(Said.Direct("and?", second: 2) with { Quote = Quote("k1") });

        (await CallAsync())[^1].Text.ShouldBe("> You: re: one\n>   \n>   re: two\n\nand?");
    }

    // One call can reach several people.
    [Fact]
    public async Task QuoteWithTheKeyOfAnotherConversation_IsNotLookedUp()
    {
        var talk = await StartAsync();
        await AnsweredAsync(talk, Said.Direct("secret", "cidOther"), "k1");

        await talk.SayAsync(Said.Direct("and?", second: 1) with { Quote = Quote("k1") });

        (await CallAsync())[^1].Text.ShouldBe("> [an earlier message, which you are not shown]\n\nand?");
    }

    [Fact]
    public async Task QuoteWhoseTextThePlatformTells_IsShownAsThePlatformTellsIt()
    {
        var talk = await StartAsync();
        await AnsweredAsync(talk, Said.Direct("one"), "k1");

        await talk.SayAsync(Said.Direct("and?", second: 1) with { Quote = Quote("k1") with { IsOwn = true, Text = "a part" } });

        (await CallAsync())[^1].Text.ShouldBe("> You: a part\n\nand?");
    }

    private static Quote Quote(string key) => new() { MessageId = "unknown", DeliveryKey = key };

    private async Task<Talk> StartAsync()
    {
        Agent = await Folder.StartAsync();
        return new Talk(Folder, Agent);
    }

    private async Task AnsweredAsync(Talk talk, MessageReceived message, string key)
    {
        await Agent.PutAsync(message);
        var reply = await talk.HearReplyAsync();
        await CallAsync();
        await Agent.Services.GetRequiredService<DeliveryTable>().PutAsync(reply.Id, reply.Conversation, key, Cancel);
    }
}
