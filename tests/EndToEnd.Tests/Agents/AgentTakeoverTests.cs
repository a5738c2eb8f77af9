using System.Diagnostics;
using Harness.Agents;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>A replica that is killed is followed long before its lease ends; a live one whose sessions all end at once keeps its turns.</summary>
public sealed class AgentTakeoverTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly HeldModel _model = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task KilledDuringTheModelCall_AnotherGoesOnLongBeforeTheLeaseEnds()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var setup = bench.Setup with { LeaseTime = Lease, SafetyMargin = TimeSpan.FromSeconds(3) };
        var dying = await bench.StartReadyAsync("dying", setup);
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        await bench.CalledAsync(call => call.Replica == "dying");
        var other = await bench.StartReadyAsync("other", setup);
        await bench.Store.UntilAsync("agent.lane WHERE presence IS NOT NULL");

        await dying.Process.KillAsync();
        var since = Stopwatch.StartNew();
        var again = await bench.CalledAsync(call => call.Replica == "other");

        since.Elapsed.ShouldBeLessThan(Lease / 3);
        other.Process.Lines.ShouldContain(line => line.Contains("is gone, or cut off from the store", StringComparison.Ordinal));
        _model.Answer(again);
        await bench.AnsweredAsync(1);
    }

    // All sessions end at once, and every replica looks for those that are gone as soon as the server is back.
    [Fact(Timeout = 180_000)]
    public async Task PostgresRestartsDuringTheModelCall_TheHolderKeepsItsTurn()
    {
        await using var server = await PrivateServer.StartPostgresAsync();
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync, store: server.Address);
        var setup = bench.Setup with { LeaseTime = TimeSpan.FromSeconds(30), SafetyMargin = TimeSpan.FromSeconds(3) };
        await bench.StartReadyAsync("holder", setup);
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        var call = await bench.CalledAsync(_ => true);
        await bench.StartReadyAsync("other", setup);

        await server.KillAsync();
        await server.StartAsync();

        // It is renewed when the session is back, and regularly a third of a lease later: by then the others have looked for many times.
        var until = await LeaseUntilAsync(server);
        while (await LeaseUntilAsync(server) < until + (setup.LeaseTime.TotalMilliseconds / 3))
        {
            await Task.Delay(50, Cancel);
        }

        bench.Model.Calls.ShouldHaveSingleItem().EndedAt.ShouldBeNull();
        ((long)(await TestPostgres.ExecuteAsync("SELECT token FROM agent.lane", server.Address))!).ShouldBe(1);
        _model.Answer(call);
        await bench.AnsweredAsync(1);
    }

    private static async Task<long> LeaseUntilAsync(PrivateServer server) =>
        (long)(await TestPostgres.ExecuteAsync("SELECT lease_until FROM agent.lane", server.Address))!;
}
