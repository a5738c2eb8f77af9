using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Lanes;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Tests.Postgres;

/// <summary>The store refuses content for a reason that the agent does not know.</summary>
public sealed class PostgresOutcomeCommitterTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new(onPostgres: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CommitAsync_StoreRefusesTheContent_TheTurnFailsWithoutItAndTheNextGoesOn()
    {
        var agent = await OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Said.Direct("a").Conversation);
        var turn = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
        var poison = TurnOutcome.Answered("poison") with { History = [new HistoryEntry(HistoryEntry.User, "poison")] };

        (await agent.Services.GetRequiredService<OutcomeCommitter>().CommitAsync(lease, turn, poison, Cancel)).ShouldNotBeNull();

        (await agent.QueryAsync<string>("SELECT status || ': ' || error FROM turn")).ShouldBe(["failed: the store refused the outcome: not this"]);
        (await agent.QueryAsync<string>("SELECT text FROM history")).ShouldBeEmpty();
        (await agent.QueryAsync<string>("SELECT body FROM reply")).ShouldHaveSingleItem().ShouldContain("Sorry, I could not answer");
        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task CommitAsync_StoppedTurnWithRefusedContent_IsStillCancelled()
    {
        var agent = await OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Said.Direct("a").Conversation);
        var turn = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
        await agent.PutAsync(Said.Direct("/stop", second: 1));
        var poison = TurnOutcome.Cancelled("what was read\n\nStopped.") with { History = [new HistoryEntry(HistoryEntry.User, "poison")] };

        (await agent.Services.GetRequiredService<OutcomeCommitter>().CommitAsync(lease, turn, poison, Cancel)).ShouldNotBeNull();

        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["cancelled"]);
        (await agent.QueryAsync<string>("SELECT body FROM reply")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            body => body.ShouldContain("Stopped."), body => body.ShouldNotContain("what was read"));
    }

    private async Task<AgentProcess> OpenAsync()
    {
        var agent = await _folder.OpenAsync();
        await agent.Store.WriteAsync(
            session => session.ExecuteAsync(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF NEW.text = 'poison' THEN RAISE EXCEPTION 'not this' USING ERRCODE = '22021'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION refuse();
                """),
            Cancel);
        return agent;
    }
}
