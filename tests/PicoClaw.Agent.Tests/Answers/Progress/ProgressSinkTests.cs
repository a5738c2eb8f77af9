using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Answers.Progress;

/// <summary>The agent publishes how a reply comes along if its account shows cards.</summary>
public sealed class ProgressSinkTests : AgentTests
{
    private IReadOnlyList<ReplyProgress> Published => Folder.Progress.Published;

    [Theory(Timeout = 180_000)]
    [InlineData(null)]
    [InlineData("off")]
    [InlineData("Off")]
    public async Task Turn_AccountShowsNoCards_PublishesNothing(string? cards)
    {
        await StartAsync(cards);

        Text(await ReplyAsync()).ShouldBe("re: hello");
        Published.ShouldBeEmpty();
    }

    [Theory(Timeout = 180_000)]
    [InlineData("auto")]
    [InlineData("always")]
    public async Task Turn_AccountShowsCards_PublishesUnderTheIdOfTheReply(string cards)
    {
        await StartAsync(cards);

        var reply = await ReplyAsync();
        Text(reply).ShouldBe("re: hello");
        Published[0].Stage.ShouldBe(ProgressStage.Thinking);
        Published.ShouldAllBe(report => report.ReplyId == reply.Id && report.Attempt == 1 && report.StartedAt == Said.Noon);
    }

    /// <summary>Nobody reads the text, so the model is asked for the whole answer at once.</summary>
    [Fact(Timeout = 180_000)]
    public async Task Turn_AccountShowsAReactionOnly_PublishesThatItHasBegunAndNoMore()
    {
        Folder.Settings["Accounts:main:Reaction"] = "thinking";
        await StartAsync("off");

        var reply = await ReplyAsync();

        var report = Published.ShouldHaveSingleItem();
        (report.ReplyId, report.Number, report.Stage, report.Text).ShouldBe((reply.Id, 1, ProgressStage.Thinking, ""));
        report.PlatformMessageId.ShouldBe("hello");
        Model.Streams.ShouldBe(0);
    }

    [Fact(Timeout = 180_000)]
    public async Task Turn_StartsAgain_ReportsTheNewStartAndTheOldBegin()
    {
        Folder.Settings["Accounts:main:Cards"] = "auto";
        Model.Answer = Never;
        var killed = await Folder.StartAsync();
        await killed.PutAsync(Said.Direct("hello"));
        await CallAsync();
        await killed.KillAsync();
        Model.Answer = (_, _) => Task.FromResult("fine");
        Folder.Time.Advance(TimeSpan.FromSeconds(1));

        await Folder.StartAsync();

        await ReplyAsync();
        Published.Select(report => (report.Attempt, report.Number)).Take(2).ShouldBe([(1, 1), (2, 1)]);
        Published.ShouldAllBe(report => report.StartedAt == Said.Noon);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("/id", 0)]
    [InlineData("/retry", 1)]
    public async Task Command_ThatAsksNoModel_PublishesNothing(string command, int thoughts)
    {
        var agent = await StartAsync("auto");
        await ReplyAsync();
        var before = Published.Count;

        await agent.PutAsync(Said.Direct(command, second: 1));

        await ReplyAsync();
        Published.Skip(before).Count(report => report.Stage == ProgressStage.Thinking).ShouldBe(thoughts);
    }

    private async Task<AgentProcess> StartAsync(string? cards)
    {
        if (cards is not null)
        {
            Folder.Settings["Accounts:main:Cards"] = cards;
        }

        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        return agent;
    }
}
