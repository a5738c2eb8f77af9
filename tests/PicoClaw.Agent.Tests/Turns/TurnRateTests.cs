using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Turns;

/// <summary>A person has so many turns a minute, is told once that they are used up, and may ask again when the minute is over.</summary>
public abstract class TurnRateTests : AgentTests
{
    private const int Rate = 3;

    protected TurnRateTests(bool onPostgres)
        : base(onPostgres) => Folder.Settings["Agent:Defaults:TurnsPerMinute"] = $"{Rate}";

    [Fact]
    public async Task OverTheRate_ToldOnceAndAnsweredAgainAfterTheMinute()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await UseUpAsync(talk);

        (await talk.SayAsync("one too many")).ShouldBe(Phrases.TooManyTurns.In(Language.English, Rate, 60));
        await agent.PutAsync(Said.Direct("nobody answers", second: 50));
        await talk.UntilAsync("SELECT COUNT(*) FROM turn WHERE status = 'limited'", 1L);
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        Folder.Time.Advance(TimeSpan.FromMinutes(1));

        (await talk.SayAsync("a new minute")).ShouldBe("re: a new minute");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL")).Single().ShouldBe(0);
        Folder.Sender.Accepted.TryRead(out _).ShouldBeFalse();
        var told = new List<string>();
        while (Model.Calls.TryRead(out var call))
        {
            told.AddRange(call.Select(message => message.Text));
        }

        told.ShouldContain("a new minute");
        told.ShouldNotContain("one too many");
        told.ShouldNotContain("nobody answers");
    }

    [Fact]
    public async Task OverTheRate_InChinese_IsToldInChinese()
    {
        var talk = new Talk(Folder, await Folder.StartAsync());
        await UseUpAsync(talk);
        Folder.Time.Advance(TimeSpan.FromSeconds(20.5));

        (await talk.SayAsync("还有一个问题")).ShouldBe(Phrases.TooManyTurns.In(Language.Chinese, Rate, 40));
    }

    [Fact]
    public async Task OverTheRate_InAnotherConversationAndReplica_IsTold()
    {
        var agent = await Folder.StartAsync();
        await UseUpAsync(new Talk(Folder, agent));
        await agent.StopAsync();
        var other = await Folder.StartReplicaAsync(agent);

        (await new Talk(Folder, other).SayAsync(Said.Direct("elsewhere", "cidTwo"))).ShouldBe(Phrases.TooManyTurns.In(Language.English, Rate, 60));
    }

    [Fact]
    public async Task OverTheRate_OthersAreAnswered()
    {
        var talk = new Talk(Folder, await Folder.StartAsync());
        for (var i = 0; i < Rate + 1; i++)
        {
            await talk.SayInGroupAsync($"{i}", "Ann");
        }

        (await talk.SayInGroupAsync("and me?", "Bob")).ShouldContain("and me?");
    }

    [Fact]
    public async Task OverTheRate_SharesATurnWithSomeoneWithinIt_IsAnswered()
    {
        var agent = await Folder.OpenAsync();
        await ExecuteAsync(agent, "INSERT INTO turn_rate (person, window_at, turns, told) VALUES ('sample:main:Ann-id', @now, 9, 0)", new { now = Now() });
        await agent.PutAsync(Said.Group("by Ann", "Ann"), Said.Group("by Bob", "Bob", second: 1));

        var turn = await agent.Turns.StartNextAsync(await agent.ClaimAsync(Said.Group("", "Ann").Conversation), Cancel);

        turn.ShouldNotBeNull().Messages.Select(message => message.Text).ShouldBe(["by Ann", "by Bob"]);
        turn.LimitedUntil.ShouldBeNull();
    }

    [Fact]
    public async Task OverTheRate_ProcessDiesBeforeItIsTold_TheNextStartTells()
    {
        var agent = await Folder.OpenAsync();
        await ExecuteAsync(agent, "INSERT INTO turn_rate (person, window_at, turns, told) VALUES ('sample:main:u1', @now, 9, 0)", new { now = Now() });
        await agent.PutAsync(Said.Direct("too many"));
        var lease = await agent.ClaimAsync(Said.Direct("").Conversation);
        var until = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull().LimitedUntil.ShouldNotBeNull();

        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull().LimitedUntil.ShouldBe(until);
    }

    [Fact]
    public async Task Clock_WasSetBack_TheWindowBeginsAnew()
    {
        var agent = await Folder.StartAsync();
        await ExecuteAsync(
            agent, "INSERT INTO turn_rate (person, window_at, turns, told) VALUES ('sample:main:u1', @later, 9, 1)", new { later = Now() + 3_600_000 });

        (await new Talk(Folder, agent).SayAsync("hello")).ShouldBe("re: hello");
    }

    [Fact]
    public async Task Counts_AreDeletedWhenTheirMinuteIsOver()
    {
        var agent = await Folder.StartAsync();
        await new Talk(Folder, agent).SayAsync("hello");
        await agent.StopAsync();
        Folder.Time.Advance(TimeSpan.FromMinutes(3));

        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn_rate")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task NoRate_NothingIsCounted()
    {
        Folder.Settings["Agent:Defaults:TurnsPerMinute"] = "0";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);

        await UseUpAsync(talk);
        (await talk.SayAsync("more")).ShouldBe("re: more");

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn_rate")).Single().ShouldBe(0);
    }

    private long Now() => Folder.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task UseUpAsync(Talk talk)
    {
        for (var i = 0; i < Rate; i++)
        {
            (await talk.SayAsync($"{i}")).ShouldBe($"re: {i}");
        }
    }
}
