using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Tests.Housekeeping;

public abstract class RetentionTests : AgentTests
{
    protected RetentionTests(bool onPostgres)
        : base(onPostgres)
    {
        Folder.Settings["Agent:Retention:TurnDays"] = "10";
        Folder.Settings["Agent:Retention:HistoryDays"] = "20";
        Folder.Settings["Agent:Retention:UsageDays"] = "30";
    }

    [Fact]
    public async Task SweepAsync_DaysPass_EachKindGoesInItsTime()
    {
        Folder.Model.Takes = (1, 1, null);
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("hello");
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 1", 1L);
        await agent.StopAsync();
        await ExecuteAsync(agent, "UPDATE conversation SET summary = 's', summarized_at = now_ms()");

        (await CountsAfterAsync(agent, 10)).ShouldBe("1 1 1 2 1 1");
        (await CountsAfterAsync(agent, 1)).ShouldBe("0 0 0 2 1 1");
        (await CountsAfterAsync(agent, 10)).ShouldBe("0 0 0 0 0 1");
        (await CountsAfterAsync(agent, 10)).ShouldBe("0 0 0 0 0 0");
    }

    [Fact]
    public async Task SweepAsync_UnsentPendingAndRunning_Stay()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("unsent"));
        var lease = await agent.ClaimAsync(Said.Direct("unsent").Conversation);
        var turn = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
        await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel);
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        await agent.PutAsync(Said.Direct("running", second: 1));
        await agent.Turns.StartNextAsync(lease, Cancel);
        await ExecuteAsync(agent, "UPDATE reply SET sent = 0");
        await agent.PutAsync(Said.Direct("waiting", second: 2));
        Folder.Time.Advance(TimeSpan.FromDays(1000));

        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(0);

        (await CountsAsync(agent)).ShouldBe("3 2 1 0 0 0");
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(1);
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["running"]);
        (await CountsAsync(agent)).ShouldBe("2 1 0 0 0 0");
    }

    [Fact]
    public async Task SweepAsync_ConversationIsSilentForItsTerm_IsForgottenAndTheNextMessageBeginsANewOne()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var first = await talk.HearReplyAsync();
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 1", 1L);
        await agent.DisposeAsync();

        var sweeper = await Folder.OpenAsync();
        await CountsAfterAsync(sweeper, 365);
        (await ConversationsAsync(sweeper)).ShouldBe("1 1");
        await CountsAfterAsync(sweeper, 1);
        (await ConversationsAsync(sweeper)).ShouldBe("0 0");
        await sweeper.DisposeAsync();

        var next = await Folder.StartAsync();
        await next.PutAsync(Said.Direct("two", second: 1));
        var second = await talk.HearReplyAsync();
        second.LaneId.ShouldNotBe(first.LaneId);
        (first.Sequence, second.Sequence).ShouldBe((1, 1));
        (await ConversationsAsync(next)).ShouldBe("1 1");
    }

    [Fact]
    public async Task SweepAsync_SilentConversationWithAMessageThatWaits_Stays()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("waits"));
        Folder.Time.Advance(TimeSpan.FromDays(1000));

        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(0);

        (await ConversationsAsync(agent)).ShouldBe("1 1");
    }

    [Fact]
    public async Task SweepAsync_WorkArrivesInASilentLane_TheLaneStays()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("waits"));

        const string key = "sample:main:cidOne";
        var forgotten = await agent.Store.WriteAsync(session => LaneTable.ForgetAsync(session, key, "1 = 1", new { key }), Cancel);

        forgotten.ShouldBeFalse();
        (await ConversationsAsync(agent)).ShouldBe("1 1");
    }

    [Fact]
    public async Task SweepAsync_MoreThanABatch_IsAllGone()
    {
        var agent = await Folder.OpenAsync();
        await agent.Store.WriteAsync(
            async session =>
            {
                for (var i = 0; i < 450; i++)
                {
                    await session.ExecuteAsync(
                        """
                        INSERT INTO model_usage (usage_id, lane_key, model, input_tokens, output_tokens, latency_ms, used_at)
                        VALUES (@id, 'k', 'm', 1, 1, 1, 1)
                        """,
                        new { id = $"{i}" });
                }
            },
            Cancel);

        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(450);
    }

    [Fact]
    public async Task Service_AnHourPasses_Sweeps()
    {
        Folder.Model.Takes = (1, 1, null);
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("hello");
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 1", 1L);

        // The machine sleeps for the days: the timers that are due within them would take minutes.
        Folder.Time.Slept = TimeSpan.FromDays(11);
        Folder.Time.Advance(TimeSpan.FromHours(1));

        await talk.UntilAsync("SELECT COUNT(*) FROM turn", 0L);
    }

    private static async Task<string> ConversationsAsync(AgentProcess agent) => (await agent.QueryAsync<string>(
        "SELECT (SELECT COUNT(*) FROM conversation) || ' ' || (SELECT COUNT(*) FROM lane)")).Single();

    private async Task<string> CountsAfterAsync(AgentProcess agent, int days)
    {
        Folder.Time.Slept += TimeSpan.FromDays(days);
        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);
        return await CountsAsync(agent);
    }

    private static async Task<string> CountsAsync(AgentProcess agent) => (await agent.QueryAsync<string>(
        """
        SELECT (SELECT COUNT(*) FROM mailbox) || ' ' || (SELECT COUNT(*) FROM turn) || ' ' || (SELECT COUNT(*) FROM reply)
            || ' ' || (SELECT COUNT(*) FROM history)
            || ' ' || (SELECT COUNT(summary) FROM conversation) || ' ' || (SELECT COUNT(*) FROM model_usage)
        """)).Single();
}
