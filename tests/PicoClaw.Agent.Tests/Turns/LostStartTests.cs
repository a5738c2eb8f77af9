using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Turns;

/// <summary>
/// A start that lost its lease is not counted, and the model is not asked again for an answer that is there.
/// </summary>
public abstract class LostStartTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact(Timeout = 180_000)]
    public async Task Lease_GoesAwayInEveryOneOfFiveStarts_TheMessageIsAnsweredAllTheSame()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        for (var start = 1; start <= 4; start++)
        {
            await CalledAsync();
            await LoseLeaseAsync(agent);
            await UntilAsync(agent, "SELECT COUNT(*) FROM lost_start", start);
        }

        // The last loss may never be written: another start can end the turn before this one learns of it.
        await CalledAsync();
        Model.Answer = (_, _) => Task.FromResult("at last");
        await LoseLeaseAsync(agent);

        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe("at last");
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
    }

    // The clock stands still: a sweep between the loss and the commit would start the turn again before its answer is kept.
    [Fact(Timeout = 180_000)]
    public async Task Lease_GoesAwayBeforeTheCommit_TheAnswerInHandIsCommittedAndTheModelNotAskedAgain()
    {
        Folder.Replace = WatchedStore.Use;
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) =>
        {
            agent.Store.ShouldBeOfType<WatchedStore>().BeforeNextWrite(LoseAsync);
            return Task.FromResult("the only answer");
        };

        await agent.PutAsync(Said.Direct("hello"));

        Text(await ReplyAsync()).ShouldBe("the only answer");
        await CallAsync();
        Model.Calls.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["hello", "the only answer"]);
    }

    // The store answers only for moments, which the background writer misses.
    [Fact(Timeout = 180_000)]
    public async Task StartNextAsync_LostStartsAreNotWrittenYet_TheyDoNotCountHere()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var lease = await agent.ClaimAsync(Said.Direct("hello").Conversation);
        var attempts = new List<(int Attempt, int Start)>();
        for (var start = 1; start <= 5; start++)
        {
            var turn = (await agent.Turns.StartNextAsync(lease, Cancel))!;
            attempts.Add((turn.Attempt, turn.Start));
            agent.Services.GetRequiredService<LostStarts>().Add(turn);
        }

        attempts.ShouldBe([(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
    }

    // Starts that a living process recorded as lost are not counted; those of a process that died are.
    [Fact(Timeout = 180_000)]
    public async Task StartNextAsync_LostStartsAmongOthers_OnlyTheOthersCount()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var lease = await agent.ClaimAsync(Said.Direct("hello").Conversation);
        var attempts = new List<(int Attempt, int Start)>();
        for (var start = 1; start <= 6; start++)
        {
            var turn = (await agent.Turns.StartNextAsync(lease, Cancel))!;
            attempts.Add((turn.Attempt, turn.Start));
            if (start is 2 or 3)
            {
                await ExecuteAsync(agent, "INSERT INTO lost_start (turn_id, number) SELECT turn_id, @start FROM turn", new { start });
            }
        }

        attempts.ShouldBe([(1, 1), (2, 2), (2, 3), (2, 4), (3, 5), (4, 6)]);
    }

    // A message that kills the process is abandoned after three starts, even if the store goes away at that moment.
    [Fact(Timeout = 180_000)]
    public async Task Lease_GoesAwayWhileATurnIsGivenUp_GivesItNoFurtherStart()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("deadly"));
        var lease = await agent.ClaimAsync(Said.Direct("deadly").Conversation);
        for (var start = 1; start <= 3; start++)
        {
            await agent.Turns.StartNextAsync(lease, Cancel);
        }

        var lost = agent.Services.GetRequiredService<LostStarts>();
        await lost.StartAsync(Cancel);

        lost.Add((await agent.Turns.StartNextAsync(lease, Cancel))!);

        await lost.StopAsync(Cancel);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM lost_start")).ShouldBe([0]);
        (await agent.Turns.StartNextAsync(lease, Cancel))!.Attempt.ShouldBe(4);
    }

    private async Task LoseLeaseAsync(AgentProcess agent)
    {
        await LoseAsync(agent.Store);
        Folder.Time.Advance(agent.Lanes.LeaseTime / 3);
    }

    private static Task LoseAsync(IStore store) =>
        store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET token = token + 1, owner = NULL, lease_until = now_ms()"), Cancel);

    // At least: on a busy machine the clock outruns the renewal of the lease, which is then lost again.
    private async Task UntilAsync(AgentProcess agent, string sql, long value)
    {
        while ((await agent.QueryAsync<long>(sql))[0] < value)
        {
            await Task.Delay(10, Cancel);
            Folder.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task CalledAsync()
    {
        await Folder.MeanwhileAsync(Model.Calls.ReadAsync(Cancel).AsTask());
    }
}
