using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Notifications;
using PicoClaw.Storage.Lanes.Presence;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Postgres;

/// <summary>Several replicas of a service on one database.</summary>
public sealed class PostgresReplicasTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly PostgresTestStore _test = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact(Timeout = 180_000)]
    public async Task TryClaimAsync_ManyReplicasAtOnce_OneGetsEachLane()
    {
        var replicas = await OpenAsync(4);
        var keys = Enumerable.Range(0, 50).Select(i => $"lane {i}").ToList();
        foreach (var key in keys)
        {
            await AppendAsync(replicas[0].Store, key);
        }

        var claims = new ConcurrentBag<LaneLease>();
        await Task.WhenAll(replicas.Select((replica, i) => Task.Run(
            async () =>
            {
                foreach (var key in keys)
                {
                    if (await replica.Lanes.TryClaimAsync(key, $"replica {i}", Cancel) is { } lease)
                    {
                        claims.Add(lease);
                    }
                }
            },
            Cancel)));

        claims.Select(lease => lease.Key).ShouldBe(keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Holder_TakenOverByAnotherReplica_CommitsNothing()
    {
        var replicas = await OpenAsync(2);
        var (one, two) = (replicas[0], replicas[1]);
        await one.Store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);
        await AppendAsync(one.Store, "a");
        var stale = await one.Lanes.TryClaimAsync("a", "one", Cancel);
        (await two.Lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();

        _test.Time.Advance(Lease);
        var live = await two.Lanes.TryClaimAsync("a", "two", Cancel);

        await Should.ThrowAsync<LeaseLostException>(() => NoteAsync(one.Store, stale!));
        await NoteAsync(two.Store, live!);
        (await one.Store.ReadAsync(session => session.QueryAsync<string>("SELECT text FROM note"), Cancel)).ShouldHaveSingleItem();
    }

    // Between check and write: the guard locks the row, so a takeover waits for the write, and an earlier takeover makes the guard fail.
    [Fact(Timeout = 180_000)]
    public async Task GuardAsync_TakeoverDuringTheTransaction_ComesAfterIt()
    {
        var replicas = await OpenAsync(2);
        var (one, two) = (replicas[0], replicas[1]);
        await AppendAsync(one.Store, "a");
        var first = await one.Lanes.TryClaimAsync("a", "one", Cancel);
        _test.Time.Advance(Lease);
        Task<LaneLease?>? takeover = null;

        await one.Store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, first!);
                takeover = two.Lanes.TryClaimAsync("a", "two", Cancel);
                const string waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
                while ((long)(await _test.ExecuteAsync(waiting))! == 0)
                {
                    takeover.IsCompleted.ShouldBeFalse();
                    await Task.Delay(10, Cancel);
                }
            },
            Cancel);

        (await takeover!)!.Token.ShouldBeGreaterThan(first!.Token);
    }

    [Fact(Timeout = 180_000)]
    public async Task AppendAsync_ManyReplicasAtOnce_EveryPositionOnce()
    {
        var replicas = await OpenAsync(4);
        var positions = new ConcurrentBag<long>();

        await Task.WhenAll(replicas.Select(replica => Task.Run(
            async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    positions.Add(await AppendAsync(replica.Store, "a"));
                }
            },
            Cancel)));

        positions.Order().ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
    }

    // The clock of both runners stands still, so that no sweep after the first can find anything.
    [Fact(Timeout = 180_000)]
    public async Task Signal_NoSlotIsFree_AnotherReplicaTakesTheLaneWithoutItsSweep()
    {
        var replicas = await OpenAsync(2);
        var (one, two) = (new RecordingWork(), new RecordingWork());
        var gate = new TaskCompletionSource();
        one.Work = (_, _) => gate.Task;
        var signal = new LaneSignal();
        using var full = await StartAsync(replicas[0], one, signal);
        await AppendAsync(replicas[0].Store, "busy");
        signal.Wake("busy");
        (await one.Started.ReadAsync(Cancel)).ShouldBe("busy");
        using var free = await StartAsync(replicas[1], two, new LaneSignal());
        await ListeningAsync(2);

        await AppendAsync(replicas[0].Store, "next");
        signal.Wake("next");

        (await two.Started.ReadAsync(Cancel)).ShouldBe("next");
        gate.SetResult();
        await full.StopAsync(Cancel);
        await free.StopAsync(Cancel);
    }

    // The clock stands still here too: nothing is found by a sweep.
    [Fact(Timeout = 180_000)]
    public async Task StopAsync_LaneInWorkAndMoreArrives_AnotherReplicaGoesOnAtOnce()
    {
        var replicas = await OpenAsync(2);
        var (one, two) = (new RecordingWork { IsEmpty = false }, new RecordingWork());
        var gate = new TaskCompletionSource();
        one.Work = (_, _) => gate.Task;
        var signal = new LaneSignal();
        using var stopping = await StartAsync(replicas[0], one, signal);
        await AppendAsync(replicas[0].Store, "in work");
        signal.Wake("in work");
        (await one.Started.ReadAsync(Cancel)).ShouldBe("in work");
        using var next = await StartAsync(replicas[1], two, new LaneSignal());
        await ListeningAsync(2);

        var stop = stopping.StopAsync(Cancel);
        await stopping.ExecuteTask!;
        await AppendAsync(replicas[0].Store, "arrived");
        signal.Wake("arrived");
        (await two.Started.ReadAsync(Cancel)).ShouldBe("arrived");
        gate.SetResult();
        await stop;

        (await two.Started.ReadAsync(Cancel)).ShouldBe("in work");
        await AppendAsync(replicas[0].Store, "at last");
        signal.Wake("at last");
        (await two.Started.ReadAsync(Cancel)).ShouldBe("at last", "the bus stops after the lanes");
        await stopping.StoppedAsync(Cancel);
        await next.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Signal_LaneIsHeldByAnotherReplica_ItsHolderLooksAgain()
    {
        var replicas = await OpenAsync(2);
        var (one, two) = (new RecordingWork(), new RecordingWork());
        var woken = new TaskCompletionSource();
        two.Work = async (hold, cancel) =>
        {
            two.Work = (_, _) => Task.CompletedTask;
            await hold.WaitAsync(TimeSpan.FromHours(1), cancel);
            woken.TrySetResult();
        };
        var (signal, other) = (new LaneSignal(), new LaneSignal());
        using var holder = await StartAsync(replicas[1], two, other);
        await AppendAsync(replicas[1].Store, "a");
        other.Wake("a");
        (await two.Started.ReadAsync(Cancel)).ShouldBe("a");

        // Its first sweep would take the lane if it were free.
        using var intake = await StartAsync(replicas[0], one, signal);
        await ListeningAsync(2);

        await AppendAsync(replicas[0].Store, "a");
        signal.Wake("a");

        await woken.Task.WaitAsync(Cancel);

        // A lane with work is handed back by a stop, and the other takes it.
        while (await replicas[0].Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT has_work FROM lane"), Cancel) == 1)
        {
            await Task.Delay(10, Cancel);
        }

        await holder.StopAsync(Cancel);
        await intake.StopAsync(Cancel);
        one.Started.TryRead(out _).ShouldBeFalse("the lane was the other's");
    }

    [Fact(Timeout = 180_000)]
    public async Task Notifier_ConnectionIsCut_ReceivesAgain()
    {
        var store = await _test.OpenAsync(TimeProvider.System);
        var (notifier, received) = (_test.NotifierOf(store), System.Threading.Channels.Channel.CreateBounded<LaneNotice>(100));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = notifier.RunAsync(notice => received.Writer.TryWrite(notice), stop.Token);
        await ListeningAsync(1);

        await _test.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");
        while ((await ListenersAsync()) > 0)
        {
            await Task.Delay(10, Cancel);
        }

        await ListeningAsync(1);
        notifier.Notify(new LaneNotice("a", IsFree: true));
        notifier.Notify(new LaneNotice(new string('钉', 5000), IsFree: false));

        (await received.Reader.ReadAsync(Cancel)).ShouldBe(new LaneNotice("a", IsFree: true));
        (await received.Reader.ReadAsync(Cancel)).IsFree.ShouldBeFalse();
        await stop.CancelAsync();
        await running;
    }

    private static Task<long> AppendAsync(IStore store, string key) => store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);

    private static Task NoteAsync(IStore store, LaneLease lease) => store.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("INSERT INTO note VALUES ('mine')");
            await LaneTable.GuardAsync(session, lease);
        },
        Cancel);

    private async Task<IReadOnlyList<(IStore Store, LaneTable Lanes)>> OpenAsync(int count)
    {
        var replicas = new List<(IStore, LaneTable)>();
        while (replicas.Count < count)
        {
            var store = await _test.OpenAsync();
            replicas.Add((store, new LaneTable(store, Lease)));
        }

        return replicas;
    }

    private async Task<LaneRunner> StartAsync((IStore Store, LaneTable Lanes) replica, RecordingWork work, LaneSignal signal)
    {
        var runner = new LaneRunner(
            replica.Lanes,
            work,
            signal,
            new LanePeers(_test.NotifierOf(replica.Store), new NoLanePresence()),
            new LaneOptions { MaxLanes = 1 },
            _test.Time,
            NullLogger<LaneRunner>.Instance);
        await runner.StartAsync(Cancel);
        return runner;
    }

    private async Task ListeningAsync(long replicas)
    {
        while (await ListenersAsync() < replicas)
        {
            await Task.Delay(10, Cancel);
        }
    }

    // A LISTEN that has ended: the connection is idle, waiting for notifications.
    private async Task<long> ListenersAsync() => (long)(await _test.ExecuteAsync(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' AND datname = current_database()"))!;
}
