using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Notifications;
using PicoClaw.Storage.Lanes.Presence;
using PicoClaw.Storage.Postgres;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Postgres;

/// <summary>A replica's session shows that it lives; when it ends and does not come back, the replica's lanes are free.</summary>
public sealed class PostgresPresenceTests : IAsyncDisposable
{
    private const int Patience = 180_000;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);
    private readonly PostgresTestStore _test = new();
    private readonly List<LaneNotice> _notices = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact(Timeout = Patience)]
    public async Task LookAsync_HolderIsGone_ItsLanesAreFreeAfterAWhileAndOthersAreNot()
    {
        var (store, lanes, watch) = await OpenAsync();
        await using var dying = await LiveAsync();
        await using var living = await LiveAsync();
        await AppendAsync(store, "a", "b", "c", "d");
        var stale = (await lanes.TryClaimAsync("a", "dying", dying.Id, Cancel))!;
        await lanes.TryClaimAsync("b", "dying", dying.Id, Cancel);
        await lanes.TryClaimAsync("c", "living", living.Id, Cancel);
        await lanes.TryClaimAsync("d", "hidden", Cancel);
        await watch.LookAsync(Cancel);

        await EndAsync(store, dying);
        await LookForAsync(watch, Absence);
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty("it may come back");
        await LookForAsync(watch, Look);

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["a", "b"], ignoreOrder: true);
        _notices.ShouldHaveSingleItem().IsFree.ShouldBeTrue();
        (await lanes.TryClaimAsync("a", "living", living.Id, Cancel))!.Token.ShouldBe(stale.Token + 1);
        await Should.ThrowAsync<LeaseLostException>(() => store.WriteAsync(session => LaneTable.GuardAsync(session, stale), Cancel));
        (await lanes.RenewAsync(stale, dying.Id, Cancel)).ShouldBeFalse();
    }

    [Fact(Timeout = Patience)]
    public async Task LookAsync_HolderComesBackInTime_KeepsItsLanes()
    {
        var (store, lanes, watch) = await OpenAsync();
        await using var holder = await LiveAsync();
        await AppendAsync(store, "a");
        await lanes.TryClaimAsync("a", "holder", holder.Id, Cancel);
        await EndAsync(store, holder);
        await LookForAsync(watch, Absence - Look);

        await holder.BeginAsync();
        await LookForAsync(watch, Absence * 3);

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();
    }

    // As after an outage of the server, or a pause of the replica that looks.
    [Fact(Timeout = Patience)]
    public async Task LookAsync_NobodyHasLookedForAWhile_TheHolderHasItsTimeAgain()
    {
        var (store, lanes, watch) = await OpenAsync();
        await using var holder = await LiveAsync();
        await AppendAsync(store, "a");
        await lanes.TryClaimAsync("a", "holder", holder.Id, Cancel);
        await EndAsync(store, holder);
        await LookForAsync(watch, Look);

        _test.Time.Advance(Absence);
        await LookForAsync(watch, Absence - Look);
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();

        await LookForAsync(watch, Look * 2);
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
    }

    // Between the look and the end of the lease: a replica that is back by then is not gone.
    [Fact(Timeout = Patience)]
    public async Task FreeAbsentAsync_HolderIsBack_FreesNothing()
    {
        var (store, lanes, _) = await OpenAsync();
        await using var holder = await LiveAsync();
        await AppendAsync(store, "a");
        await lanes.TryClaimAsync("a", "holder", holder.Id, Cancel);

        (await lanes.FreeAbsentAsync(holder.Id, Cancel)).ShouldBeEmpty();
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = Patience)]
    public async Task FreeAbsentAsync_NotClaimedYet_TheHolderRenewsAndIsSeenAgain()
    {
        var (store, lanes, _) = await OpenAsync();
        await AppendAsync(store, "a");
        var lease = (await lanes.TryClaimAsync("a", "holder", 7, Cancel))!;
        (await lanes.FreeAbsentAsync(7, Cancel)).ShouldBe([("a", "holder")]);

        (await lanes.RenewAsync(lease, 7, Cancel)).ShouldBeTrue();

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();
        (await lanes.AbsentAsync(Cancel)).ShouldBe([7]);
        await lanes.HandBackAsync(lease, Cancel);
        (await lanes.AbsentAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = Patience)]
    public async Task RunAsync_SessionIsCut_LanesInWorkAreRenewedUnderTheNextOne()
    {
        var store = await _test.OpenAsync(TimeProvider.System);
        var (presence, work, gate) = (_test.PresenceOf(TimeProvider.System), new RecordingWork(), new TaskCompletionSource());
        LaneHold? held = null;
        work.Work = (hold, _) =>
        {
            held = hold;
            return gate.Task;
        };
        using var runner = await StartAsync(store, presence, work);
        await UntilAsync(() => presence.Span.Id is not null);
        await AppendAsync(store, "a");
        await work.Started.ReadAsync(Cancel);
        await UntilAsync(() => held?.MayAct == true);
        var first = held!.Span;

        // The view shows the locks of all databases, and so of the tests beside this one.
        await _test.ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND pid <> pg_backend_pid()
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """);
        await UntilAsync(() => first.Ended.IsCompleted && held.MayAct && held.Span.Id is not null);

        held.Span.Id.ShouldBe(first.Id);
        (await _test.ExecuteAsync($"SELECT presence FROM {PostgresTestStore.Schema}.lane")).ShouldBe(first.Id);
        held.Lease.Token.ShouldBe(1);
        gate.SetResult();
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = Patience)]
    public async Task StopAsync_WorkInHand_ThePresenceOutlastsIt()
    {
        var store = await _test.OpenAsync(TimeProvider.System);
        var (presence, work, gate) = (_test.PresenceOf(TimeProvider.System), new RecordingWork(), new TaskCompletionSource());
        work.Work = (_, _) => gate.Task;
        using var runner = await StartAsync(store, presence, work);
        await UntilAsync(() => presence.Span.Id is not null);
        await AppendAsync(store, "a");
        await work.Started.ReadAsync(Cancel);
        var id = presence.Span.Id!.Value;

        var stop = runner.StopAsync(Cancel);
        await runner.ExecuteTask!;
        (await IsGoneAsync(store, id)).ShouldBeFalse();
        gate.SetResult();
        await stop;
        await runner.StoppedAsync(Cancel);

        await UntilGoneAsync(store, id);
    }

    private static async Task EndAsync(IStore store, LivePresence presence)
    {
        await presence.EndAsync();
        await UntilGoneAsync(store, presence.Id);
    }

    private static async Task UntilGoneAsync(IStore store, long presence)
    {
        while (!await IsGoneAsync(store, presence))
        {
            await Task.Delay(10, Cancel);
        }
    }

    private static Task<bool> IsGoneAsync(IStore store, long presence) =>
        store.ReadAsync(session => session.FirstOrDefaultAsync<bool>("SELECT is_gone(@presence)", new { presence }), Cancel);

    private static async Task AppendAsync(IStore store, params string[] keys)
    {
        foreach (var key in keys)
        {
            await store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);
        }
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(10, Cancel);
        }
    }

    private static async Task<LaneRunner> StartAsync(IStore store, ILanePresence presence, RecordingWork work)
    {
        var options = new LaneOptions { SweepInterval = TimeSpan.FromMilliseconds(50) };
        var runner = new LaneRunner(
            new LaneTable(store, Lease),
            work,
            new LaneSignal(),
            new LanePeers(new NoLaneNotifier(), presence),
            options,
            TimeProvider.System,
            NullLogger<LaneRunner>.Instance);
        await runner.StartAsync(Cancel);
        return runner;
    }

    private async Task<(IStore Store, LaneTable Lanes, AbsenceWatch Watch)> OpenAsync()
    {
        var store = await _test.OpenAsync();
        var lanes = new LaneTable(store, Lease);
        return (store, lanes, new AbsenceWatch(lanes, new Notices(_notices), Absence, _test.Time, NullLogger<AbsenceWatch>.Instance));
    }

    private async Task LookForAsync(AbsenceWatch watch, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Look)
        {
            _test.Time.Advance(Look);
            await watch.LookAsync(Cancel);
        }
    }

    private async Task<LivePresence> LiveAsync()
    {
        var live = new LivePresence(_test.PresenceOf(TimeProvider.System));
        await live.BeginAsync();
        return live;
    }

    private sealed class Notices(List<LaneNotice> all) : ILaneNotifier
    {
        public void Notify(LaneNotice notice) => all.Add(notice);

        public Task RunAsync(Action<LaneNotice> received, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class LivePresence(PostgresPresence presence) : IAsyncDisposable
    {
        private CancellationTokenSource _end = new();
        private Task _running = Task.CompletedTask;

        public long Id { get; private set; }

        public async Task BeginAsync()
        {
            var last = presence.Span;
            _end = new CancellationTokenSource();
            _running = presence.RunAsync(_end.Token);
            await UntilAsync(() => presence.Span != last);
            Id = presence.Span.Id!.Value;
        }

        public async Task EndAsync()
        {
            await _end.CancelAsync();
            await _running;
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            _end.Dispose();
        }
    }
}
