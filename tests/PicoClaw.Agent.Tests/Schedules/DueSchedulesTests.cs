using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Schedules;

/// <summary>What is due becomes a turn of its conversation, once; what was missed is run late, or left out.</summary>
public abstract class DueSchedulesTests(bool onPostgres) : AgentTests(onPostgres)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Text_IsSentWithoutAModelByTheConversationsLastRoute()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("hello");
        await CallAsync();
        await agent.AddAsync(Planned.Once("stand up"));

        var reply = await FireAsync(agent, talk, Minute);

        Text(reply).ShouldBe("**Reminder**: stand up");
        reply.Priority.ShouldBe(DeliveryPriority.Bulk);
        reply.CausationId.ShouldBeNull();
        reply.Sequence.ShouldBe(2);
        reply.ReplyRoute.Address.ShouldBe("to hello");
        Model.Calls.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(0);
        (await agent.QueryAsync<string>("SELECT route FROM conversation")).Single().ShouldContain("to hello");
    }

    [Fact]
    public async Task Prompt_IsToldToTheModelAsASchedulesAndStaysInTheHistory()
    {
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Once("sum up the day", seconds: 0, isPrompt: true));

        Text(await FireAsync(agent, talk, TimeSpan.Zero)).ShouldStartWith("re: [Nobody wrote this");
        var told = await CallAsync();
        await talk.SayAsync("and what did you say?");

        told[0].Text.ShouldContain("a schedule that \"Ann\" made runs");
        told[^1].Text.ShouldBe("[Nobody wrote this: a schedule that \"Ann\" made has run. Carry out what follows.]\n\nsum up the day");
        (await CallAsync()).Select(message => message.Text).ShouldContain(text => text.EndsWith("sum up the day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CommandInAText_IsNotRun()
    {
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Once("/new", seconds: 0));

        Text(await FireAsync(agent, talk, TimeSpan.Zero)).ShouldBe("**Reminder**: /new");
    }

    [Fact]
    public async Task InAGroup_MentionsTheMakerAndTakesNoneOfTheirTurns()
    {
        Folder.Settings["Agent:Defaults:TurnsPerMinute"] = "1";
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Once("stand up", seconds: 0, at: Said.Group("", "Ann")));

        (await FireAsync(agent, talk, TimeSpan.Zero)).Mentions.ShouldBe(["Ann-id"]);

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn_rate")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task BesideMessages_IsATurnOfItsOwn()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("before"));
        await agent.AddAsync(Planned.Once("stand up", seconds: 30));
        Folder.Time.Advance(TimeSpan.FromSeconds(30));
        (await agent.FireAsync()).ShouldBe(1);
        await agent.PutAsync(Said.Direct("after", second: 31));
        var lease = await agent.ClaimAsync(Said.Direct("").Conversation);

        var turns = new List<string>();
        while (await agent.Turns.StartNextAsync(lease, Cancel) is { } turn)
        {
            turns.Add(string.Join(", ", turn.Messages.Select(message => message.Text)));
            (turn.Schedule is not null).ShouldBe(turns.Count == 2);
            await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("fine"), Cancel);
            await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        }

        turns.ShouldBe(["before", "stand up", "after"]);
    }

    [Fact]
    public async Task Commit_LeavesTheRouteOfAMessageThatCameAfterItFired()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("old"));
        var lease = await agent.ClaimAsync(Said.Direct("").Conversation);
        await EndAsync(agent);
        await agent.PutAsync(Said.Direct("new", second: 10));
        await agent.AddAsync(Planned.Once("stand up", seconds: 20));
        Folder.Time.Advance(TimeSpan.FromSeconds(20));
        (await agent.FireAsync()).ShouldBe(1);

        await EndAsync(agent);
        await EndAsync(agent);

        (await agent.QueryAsync<string>("SELECT route FROM conversation")).Single().ShouldContain("to new");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn WHERE status = 'committed'")).Single().ShouldBe(3);

        async Task EndAsync(AgentProcess process)
        {
            var turn = (await process.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
            await process.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("fine"), Cancel);
            await ExecuteAsync(process, "UPDATE reply SET sent = 1");
        }
    }

    [Fact]
    public async Task ToAConversationThatNeverSpoke_HasAnEmptyAddress()
    {
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Once("welcome", seconds: 0, at: Said.Direct("", conversation: "user7")));

        var reply = await FireAsync(agent, talk, TimeSpan.Zero);

        reply.Conversation.Id.ShouldBe("user7");
        reply.ReplyRoute.ShouldBe(new ReplyRoute { Address = "" });
    }

    [Fact]
    public async Task ToAPerson_GoesToTheDirectConversationInWhichTheyWrote()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("hello");
        await agent.AddAsync(Planned.Once("welcome", at: Said.Direct("", conversation: "u1")));

        var reply = await FireAsync(agent, talk, Minute);

        reply.Conversation.Id.ShouldBe("cidOne");
        reply.Sequence.ShouldBe(2);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM conversation")).Single().ShouldBe(1);
    }

    [Fact]
    public async Task OnceMissed_IsRunHoweverLateAndSaysSo()
    {
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Once("stand up"));

        Text(await FireAsync(agent, talk, TimeSpan.FromHours(5)))
            .ShouldBe("**Reminder**: stand up\n\n(This is late: it was due at 2026-06-13 12:01.)");
    }

    [Fact]
    public async Task PromptMissed_ModelIsToldAndTheReplySaysSo()
    {
        var (agent, talk) = await StartAsync();
        Model.Answer = (_, _) => Task.FromResult("done");
        await agent.AddAsync(Planned.Once("sum up", isPrompt: true));

        Text(await FireAsync(agent, talk, TimeSpan.FromMinutes(30))).ShouldBe("done\n\n(This is late: it was due at 2026-06-13 12:01.)");

        (await CallAsync())[^1].Text.ShouldContain("It is late: it was due at 2026-06-13 12:01.");
    }

    [Fact]
    public async Task PromptFails_PeopleHearWhatItWasAbout()
    {
        var (agent, talk) = await StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("none answers");
        await agent.AddAsync(Planned.Once("sum up", seconds: 0, isPrompt: true));

        Text(await FireAsync(agent, talk, TimeSpan.Zero))
            .ShouldBe($"This was scheduled and could not be carried out: `sum up`\n\n{Phrases.Unavailable.English}");
    }

    [Fact]
    public async Task CronMissed_OnlyTheNewestIsRun()
    {
        var (agent, talk) = await StartAsync();
        await agent.AddAsync(Planned.Every("drink", "*/10 * * * *", Said.Noon.AddMinutes(10)));

        Text(await FireAsync(agent, talk, TimeSpan.FromMinutes(55)))
            .ShouldBe("**Reminder**: drink\n\n(This is late: it was due at 2026-06-13 12:50.)");

        (await agent.FireAsync()).ShouldBe(0);
        (await NextAsync(agent)).ShouldBe(Said.Noon.AddMinutes(60));
        agent.Warnings().ShouldContain(line => line.Contains("missed its time at 2026-06-13 12:10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cron_ThatIsLongWhenWrittenOut_IsReadAgain()
    {
        var agent = await Folder.OpenAsync();
        await agent.AddAsync(Planned.Every("drink", "*/2 */2 * * *", Said.Noon));

        (await agent.FireAsync()).ShouldBe(1);
        (await agent.QueryAsync<string>("SELECT cron FROM schedule")).Single().ShouldBe("*/2 */2 * * *");
    }

    [Fact]
    public async Task CronMissedByMoreThanAnHour_IsLeftOutAndTheNextOneComes()
    {
        var agent = await Folder.OpenAsync();
        await agent.AddAsync(Planned.Every("lunch", "30 12 * * *", Said.Noon.AddMinutes(30)));
        Folder.Time.Advance(TimeSpan.FromMinutes(91));

        (await agent.FireAsync()).ShouldBe(0);

        (await NextAsync(agent)).ShouldBe(Said.Noon.AddDays(1).AddMinutes(30));
        agent.Warnings().ShouldContain(line => line.Contains("missed its time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ClockSetBack_FiresNothingTwice()
    {
        var agent = await Folder.OpenAsync();
        var schedule = Planned.Every("drink", "*/10 * * * *", Said.Noon.AddMinutes(10));
        await agent.AddAsync(schedule);
        Folder.Time.Advance(TimeSpan.FromMinutes(10));
        (await agent.FireAsync()).ShouldBe(1);

        // As after the clock, or a backup of the table, was set back.
        await ExecuteAsync(
            agent,
            "UPDATE schedule SET occurrence = @before, due_at = @before",
            new { before = Said.Noon.AddMinutes(10).ToUnixTimeMilliseconds() });
        await agent.FireAsync();

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).Single().ShouldBe(1);
    }

    [Fact]
    public async Task Unreadable_DoesNotHoldUpOthers()
    {
        var agent = await Folder.OpenAsync();
        await agent.AddAsync(Planned.Once("one", seconds: 0));
        await ExecuteAsync(agent, "UPDATE schedule SET body = 'no JSON'");
        await agent.AddAsync(Planned.Once("two", seconds: 0));

        (await agent.FireAsync()).ShouldBe(1);
        (await agent.FireAsync()).ShouldBe(0);

        agent.Warnings().Count(line => line.Contains("cannot be run here", StringComparison.Ordinal)).ShouldBe(1);
    }

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        var agent = await Folder.StartAsync();
        return (agent, new Talk(Folder, agent));
    }

    /// <summary>Moves the clock on when no lane is held, so that no lease ends, and fires; the service may have been faster.</summary>
    private async Task<DeliverMessage> FireAsync(AgentProcess agent, Talk talk, TimeSpan later)
    {
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        Folder.Time.Advance(later);
        await agent.FireAsync();
        return await talk.HearReplyAsync();
    }

    private static async Task<DateTimeOffset> NextAsync(AgentProcess agent) =>
        DateTimeOffset.FromUnixTimeMilliseconds((await agent.QueryAsync<long>("SELECT occurrence FROM schedule")).Single());
}
