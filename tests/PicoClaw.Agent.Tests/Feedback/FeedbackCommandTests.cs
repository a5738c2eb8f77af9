using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Feedback;

/// <summary>/feedback, and what /status tells of it.</summary>
public abstract class FeedbackCommandTests(bool onPostgres) : AgentTests(onPostgres)
{
    private const string Given =
        """
        SELECT body || ' ' || verdict || ' ' || COALESCE(reason, '-') FROM (
            SELECT feedback.verdict, feedback.reason, reply.body FROM feedback JOIN reply ON reply.turn_id = feedback.turn_id) AS given
        """;

    [Fact]
    public async Task Feedback_WithoutId_IsAboutTheNewestAnswer()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("one");
        await talk.SayAsync("two");
        await talk.SayAsync("/status");

        foreach (var (text, given) in new[]
        {
            ("/feedback up", "up -"),
            ("/feedback DOWN too   long", "down too long"),
            ("/反馈 好", "up -"),
            ("/反馈 差　太长了", "down 太长了"),
            ("!feedback 👍", "up -"),
            ("/feedback 👎 1234567", "down 1234567"),
        })
        {
            new[] { FeedbackCommand.Noted.English, FeedbackCommand.Noted.Chinese }.ShouldContain(await talk.SayAsync(text));

            var row = (await agent.QueryAsync<string>(Given)).ShouldHaveSingleItem();
            row.ShouldContain("re: two");
            row.ShouldEndWith(given);
        }

        (await talk.SayAsync("/feedback down 12345678 is not a reply")).ShouldBe(FeedbackCommand.NoAnswer.English);
        foreach (var text in new[] { "/feedback", "/feedback sideways" })
        {
            (await talk.SayAsync(text)).ShouldBe(FeedbackCommand.Usage.English);
        }
    }

    [Fact]
    public async Task Feedback_WithId_IsAboutThatAnswerAndChangesWithTheNext()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var first = ShortId.Of((await talk.HearReplyAsync()).Id).ToUpperInvariant();
        await talk.SayAsync(Said.Direct("two", second: 1));

        await talk.SayAsync(Said.Direct($"/feedback up {first} nice", second: 2));
        await talk.SayAsync(Said.Direct($"/feedback down {first}", second: 3));

        var row = (await agent.QueryAsync<string>(Given)).ShouldHaveSingleItem();
        row.ShouldContain("re: one");
        row.ShouldEndWith("down -");
    }

    [Fact]
    public async Task Feedback_NothingWasAnswered_SaysSo() =>
        (await new Talk(Folder, await Folder.StartAsync()).SayAsync("/feedback up")).ShouldBe(FeedbackCommand.NoAnswer.English);

    [Fact]
    public async Task Feedback_IdOfAnotherConversation_IsNotFound()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var first = ShortId.Of((await talk.HearReplyAsync()).Id);

        (await talk.SayAsync(Said.Direct($"/feedback up {first}", "cidOther"))).ShouldBe(FeedbackCommand.NoAnswer.English);
    }

    // The link of an answer is pressed by others too.
    [Fact]
    public async Task Feedback_SessionsArePerSender_AnybodyOfTheGroupMayRateAnAnswer()
    {
        Folder.Settings["Agent:Session:Dimensions:0"] = "chat";
        Folder.Settings["Agent:Session:Dimensions:1"] = "sender";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Group("one", "Ann"));
        var first = ShortId.Of((await talk.HearReplyAsync()).Id);

        (await talk.SayAsync(Said.Group($"/feedback up {first}", "Bob", second: 1))).ShouldBe(FeedbackCommand.Noted.English);

        (await agent.QueryAsync<string>("SELECT person FROM feedback")).ShouldBe(["sample:main:Bob-id"]);
    }

    [Fact]
    public async Task Status_ToAnAdministrator_ShowsTheFiguresOf30DaysAndTheNewestReasonsAsData()
    {
        Folder.Settings["Agent:Commands:Admins:0"] = "u1";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("one");
        await talk.SayAsync("/feedback down **bold** `code`");
        await ExecuteAsync(agent, "UPDATE feedback SET given_at = given_at - 1");
        await talk.SayInGroupAsync("two");
        await talk.SayInGroupAsync("/feedback up fine");

        var status = await talk.SayAsync("/status");
        status.ShouldEndWith("- Feedback of 30 days: 👍 1, 👎 1\n  - 👍 `fine`\n  - 👎 `**bold** 'code'`");
        (await talk.SayInGroupAsync("/status", isAdmin: true)).ShouldEndWith("- Feedback of 30 days: 👍 1, 👎 0\n  - 👍 `fine`");
        (await talk.SayInGroupAsync("/status", "Bob")).ShouldNotContain("Feedback");

        await ExecuteAsync(agent, $"UPDATE feedback SET given_at = {Said.Noon.AddDays(-31).ToUnixTimeMilliseconds()}");
        (await talk.SayAsync("/status")).ShouldEndWith("👍 0, 👎 0");
    }

    [Fact]
    public async Task SweepAsync_TurnIsOld_ItsFeedbackGoesWithIt()
    {
        Folder.Settings["Accounts:main:Feedback"] = "links";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var reply = (await talk.HearReplyAsync()).Id;
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 1", 1L);
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackUp));
        Folder.Time.Slept = TimeSpan.FromDays(31);

        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);

        (await agent.QueryAsync<long>("SELECT (SELECT COUNT(*) FROM feedback) + (SELECT COUNT(*) FROM feedback_press)")).ShouldBe([0]);
    }
}
