using System.Diagnostics;
using Harness.Agents;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>A store that comes and goes, a clock that ran ahead, and poisoned conversations must not cost the others.</summary>
public sealed class AgentStoreFaultTests
{
    private const int Outages = 5;
    private const int Conversations = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Every outage is longer than a lease, and every model call is longer than the time between two outages.
    [Fact(Timeout = 180_000)]
    public async Task Postgres_ComesAndGoesLongerThanALease_EveryMessageIsAnsweredByTheModel()
    {
        await using var server = await PrivateServer.StartPostgresAsync();
        var isCalm = false;
        TimeSpan Length() => Volatile.Read(ref isCalm) ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(6);
        await using var bench = await AgentBench.StartAsync((_, cancel) => Task.Delay(Length(), cancel), store: server.Address);
        var setup = bench.Setup with { LeaseTime = TimeSpan.FromSeconds(3) };
        var replica = await bench.StartReadyAsync("a", setup);
        for (var conversation = 1; conversation <= Conversations; conversation++)
        {
            await bench.Edges.SayAsync(new Token(conversation, 1), Cancel);
        }

        await bench.CalledAsync(_ => true);
        for (var outage = 1; outage <= Outages; outage++)
        {
            var before = bench.Model.Calls.Count;
            await server.KillAsync();
            await Task.Delay(TimeSpan.FromSeconds(4), Cancel);
            await server.StartAsync();
            while (bench.Model.Calls.Count == before)
            {
                await Task.Delay(20, Cancel);
            }
        }

        Volatile.Write(ref isCalm, true);
        await bench.AnsweredAsync(Conversations);
        var failed = (long)(await TestPostgres.ExecuteAsync("SELECT count(*) FROM agent.turn WHERE status = 'failed'", server.Address))!;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{failed} of {Conversations} turns failed, {bench.Model.Calls.Count} model calls, {replica.Process.Lines.Count} log lines in {Outages} outages");
        var errors = await TestPostgres.ExecuteAsync("SELECT string_agg(error, '; ') FROM agent.turn WHERE status = 'failed'", server.Address);
        failed.ShouldBe(0, $"{errors}\n{replica.Process.Output}");
        replica.Process.Count("is away").ShouldBeLessThanOrEqualTo(Outages + 1, replica.Process.Output);
        replica.Process.Lines.Count.ShouldBeLessThan(100, replica.Process.Output);
    }

    [Fact(Timeout = 180_000)]
    public async Task Lease_LiesADayAhead_TheConversationIsAnsweredAfterALease()
    {
        await using var bench = await AgentBench.StartAsync((_, _) => Task.CompletedTask);
        await bench.StartReadyAsync("a");
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        await bench.AnsweredAsync(1);
        await bench.Store.UntilAsync("agent.lane WHERE has_work = 0");
        await TestPostgres.ExecuteAsync(
            """
            UPDATE agent.lane
            SET owner = 'dead/1', token = token + 1, has_work = 1, lease_until = agent.now_ms() + 86400000, lease_ms = 8000
            """,
            bench.Setup.Store);
        var watch = Stopwatch.StartNew();

        await bench.Edges.SayAsync(new Token(1, 2), Cancel);
        await bench.AnsweredAsync(2);

        TestContext.Current.TestOutputHelper?.WriteLine($"answered after {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "not after a day");
    }

    [Fact(Timeout = 180_000)]
    public async Task TenConversationsArePoisoned_TheEleventhIsAnsweredInSeconds()
    {
        await using var bench = await AgentBench.StartAsync((_, _) => Task.CompletedTask);
        await bench.StartReadyAsync("a");

        // The database itself refuses these conversations, so nothing that the agent does to a message can help.
        await TestPostgres.ExecuteAsync(
            """
            CREATE FUNCTION agent.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
            CREATE TRIGGER poison BEFORE INSERT ON agent.turn FOR EACH ROW
            WHEN (NEW.lane_key NOT LIKE '%cid11==%') EXECUTE FUNCTION agent.refuse();
            """,
            bench.Setup.Store);
        for (var conversation = 1; conversation <= 10; conversation++)
        {
            await bench.Edges.SayAsync(new Token(conversation, 1), Cancel);
        }

        await bench.Store.UntilAsync("(SELECT 1 FROM agent.mailbox HAVING count(*) = 10) AS complete");
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        var watch = Stopwatch.StartNew();

        await bench.Edges.SayAsync(new Token(11, 1), Cancel);
        await bench.AnsweredAsync(1);

        TestContext.Current.TestOutputHelper?.WriteLine($"answered after {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
