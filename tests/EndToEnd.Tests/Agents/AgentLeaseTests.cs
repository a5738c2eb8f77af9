using Harness.Agents;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>A replica that cannot renew its lease cancels its model call before the lease ends, and /stop cancels a turn at once on any replica.</summary>
public sealed class AgentLeaseTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly HeldModel _model = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task RenewalIsBlocked_TheModelCallIsCancelledBeforeTheLeaseEnds()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        await bench.StartReadyAsync("a", Careful(bench));
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        var call = await bench.CalledAsync(_ => true);

        await using (await bench.Store.BeginAsync("SELECT 1 FROM agent.lane FOR UPDATE"))
        {
            await CutAsync(call);
            call.EndedAt!.Value.ToUnixTimeMilliseconds().ShouldBeLessThan(await LeaseUntilAsync(bench.Setup.Store));
        }

        _model.Answer(await bench.CalledAsync(other => !ReferenceEquals(other, call)));
        await bench.AnsweredAsync(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task PostgresGoesAway_TheModelCallIsCancelledBeforeTheLeaseEnds_AndMadeAgainLater()
    {
        await using var server = await PrivateServer.StartPostgresAsync();
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync, store: server.Address);
        var replica = await bench.StartReadyAsync("a", Careful(bench));
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        var call = await bench.CalledAsync(_ => true);

        await server.KillAsync();
        await CutAsync(call);

        // Otherwise the replica would claim the lane again before the test has read when the first lease was to end.
        replica.Process.Pause();
        await server.StartAsync();
        call.EndedAt!.Value.ToUnixTimeMilliseconds().ShouldBeLessThan(await LeaseUntilAsync(server.Address));
        replica.Process.Resume();
        _model.Answer(await bench.CalledAsync(other => !ReferenceEquals(other, call)));
        await bench.AnsweredAsync(1);
    }

    // The first replica is busy with conversation 1 and runs one turn at a time, so the other replica gets conversation 2.
    [Theory(Timeout = 180_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Stop_OnEitherReplica_EndsTheTurnForGoodLongBeforeARenewal(int conversation)
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var setup = bench.Setup with { MaxLanes = 1, LeaseTime = TimeSpan.FromSeconds(90) };
        await bench.StartReadyAsync("a", setup);
        await bench.Edges.SayAsync(new Token(1, 1), Cancel);
        var one = await bench.CalledAsync(call => call.Replica == "a");
        await bench.StartReadyAsync("b", setup);
        await bench.Edges.SayAsync(new Token(2, 1), Cancel);
        var two = await bench.CalledAsync(call => call.Replica == "b");
        var (stopped, other) = conversation == 1 ? (one, two) : (two, one);

        var said = DateTimeOffset.UtcNow;
        await bench.Edges.SayAsync(new Token(conversation, 2), Cancel, "/stop");
        await CutAsync(stopped);

        (stopped.EndedAt!.Value - said).ShouldBeLessThan(Soon, "the holder hears of it, and does not find it when it renews, every 30 s");
        await bench.AnsweredAsync(1);
        (await bench.Store.CountAsync("agent.turn WHERE status = 'cancelled'")).ShouldBe(1);
        _model.Answer(other);
        await bench.AnsweredAsync(2);
        bench.Model.Calls.Count.ShouldBe(2);
        other.Answered.ShouldBeTrue();
    }

    // The margin is what a slow machine may take to cancel a call and to end its request.
    private static AgentSetup Careful(AgentBench bench) =>
        bench.Setup with { LeaseTime = TimeSpan.FromSeconds(15), SafetyMargin = TimeSpan.FromSeconds(5) };

    private static async Task CutAsync(ModelCall call)
    {
        while (call.EndedAt is null)
        {
            await Task.Delay(10, Cancel);
        }

        call.Answered.ShouldBeFalse();
    }

    private static async Task<long> LeaseUntilAsync(string store) =>
        (long)(await TestPostgres.ExecuteAsync("SELECT lease_until FROM agent.lane", store))!;
}
