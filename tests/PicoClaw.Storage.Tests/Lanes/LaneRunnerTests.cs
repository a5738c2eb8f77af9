using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Lanes.Notifications;

namespace PicoClaw.Storage.Tests.Lanes;

public abstract class LaneRunnerTests(TestStore test) : IAsyncDisposable
{
    private static readonly LaneOptions Options = new() { MaxLanes = 2 };
    private readonly RecordingWork _work = new();
    private readonly LaneSignal _signal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 30_000)]
    public async Task Signal_LaneWithWork_IsWorkedInAtOnce()
    {
        // The sweep at the start finds this lane; afterwards the clock stands still, so that nothing but the signal can tell of the next.
        await PrepareAsync("before");
        using var runner = await StartAsync();
        (await _work.Started.ReadAsync(Cancel)).ShouldBe("before");
        while ((await LaneAsync("before")).HasWork)
        {
            await Task.Delay(5, Cancel);
        }

        await AppendAsync("a");
        _signal.Wake("a");

        (await _work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sweep_WorkThatNoSignalTold_IsFound()
    {
        using var runner = await StartAsync();
        await AppendAsync("silent");

        await AdvanceUntilAsync(() => Task.FromResult(_work.Started.TryRead(out _)), Options.SweepInterval);

        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Signal_WhileTheLaneIsInWork_ItIsDrainedAgainButNeverTwiceAtOnce()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        _work.Work = (_, _) => gate.Task;
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        await AppendAsync("a");
        _signal.Wake("a");
        gate.SetResult();

        (await _work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
        _work.Overlapped.ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task MaxLanes_MoreLanesWithWork_WaitForASlotAndAllGetTheirTurn()
    {
        using var runner = await StartAsync();
        var gate = new SemaphoreSlim(0);
        _work.Work = (_, cancel) => gate.WaitAsync(cancel);
        var keys = Enumerable.Range(0, 6).Select(i => $"lane {i}").ToList();
        foreach (var key in keys)
        {
            await AppendAsync(key);
            _signal.Wake(key);
        }

        // Two are in work before the first may end.
        var started = new HashSet<string> { await _work.Started.ReadAsync(Cancel), await _work.Started.ReadAsync(Cancel) };
        gate.Release();
        while (started.Count < keys.Count)
        {
            started.Add(await _work.Started.ReadAsync(Cancel));
            gate.Release();
        }

        gate.Release();
        started.ShouldBe(keys, ignoreOrder: true);
        await runner.StopAsync(Cancel);
        _work.MostAtOnce.ShouldBe(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_Throws_IsTriedAgainAfterADelay()
    {
        using var runner = await StartAsync();
        var failed = false;
        _work.Work = (_, _) =>
        {
            if (failed)
            {
                return Task.CompletedTask;
            }

            failed = true;
            throw new InvalidOperationException("the first time");
        };
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        await AdvanceUntilAsync(() => Task.FromResult(_work.Started.TryRead(out _)), TimeSpan.FromSeconds(1));

        await runner.StopAsync(Cancel);
    }

    // As many poisoned lanes as there are slots, several times over; the clock stands still, so none of them is due again.
    [Fact(Timeout = 30_000)]
    public async Task Work_ThrowsInManyLanes_TheOthersAreServedAtOnce()
    {
        using var runner = await StartAsync();
        _work.Work = (hold, _) => hold.Lease.Key == "good" ? Task.CompletedTask : throw new InvalidOperationException("poison");
        foreach (var key in Enumerable.Range(0, 3 * Options.MaxLanes).Select(number => $"poisoned {number}").Append("good"))
        {
            await AppendAsync(key);
            _signal.Wake(key);
        }

        // In any order: a sweep may find a lane before its signal is read.
        var started = new HashSet<string>();
        while (started.Count <= 3 * Options.MaxLanes)
        {
            started.Add(await _work.Started.ReadAsync(Cancel)).ShouldBeTrue("none is due again");
        }

        await runner.StopAsync(Cancel);
        started.ShouldContain("good");
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBeEmpty("all that wait wait for their retry");
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_ThrowsAgainAndAgain_WaitsLongerEachTimeAlsoOnTheNextReplica()
    {
        var failures = 0;
        _work.Work = (_, _) =>
        {
            failures++;
            throw new InvalidOperationException("poison");
        };
        await PrepareAsync("a");
        foreach (var (sofar, seconds) in new[] { (1, 1), (2, 2), (3, 4) })
        {
            using var replica = await StartAsync();
            await _work.Started.ReadAsync(Cancel);
            await replica.StopAsync(Cancel);

            failures.ShouldBe(sofar);
            (await LaneAsync("a")).LeaseUntil.ShouldBe(test.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds());
            test.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_CancelsItselfWithoutAReason_IsTriedAgainAsAfterAnyFailure()
    {
        using var runner = await StartAsync();
        _work.Work = (_, _) => throw new TaskCanceledException("a timeout of its own");
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        await runner.StopAsync(Cancel);

        (await LaneAsync("a")).LeaseUntil.ShouldBe(test.Time.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds());
    }

    [Fact(Timeout = 30_000)]
    public async Task Upkeep_LeaseADayAhead_TheLaneIsWorkedInAfterALease()
    {
        await PrepareAsync("a");
        var lanes = new LaneTable(Store, Options.LeaseTime);
        await lanes.TryClaimAsync("a", "dead", Cancel);
        await Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET lease_until = lease_until + 86400000"), Cancel);
        using var upkeep = new LaneMaintenance(lanes, new LaneStatus("test", null), Options.SweepInterval, test.Time, NullLogger<LaneMaintenance>.Instance);
        using var runner = await StartAsync();

        await upkeep.StartAsync(Cancel);
        var before = test.Time.GetUtcNow();
        await AdvanceUntilAsync(() => Task.FromResult(_work.Started.TryRead(out _)), TimeSpan.FromSeconds(1));

        (test.Time.GetUtcNow() - before).ShouldBeLessThan(Options.LeaseTime * 3);
        await runner.StopAsync(Cancel);
        await upkeep.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_LaneTakenOver_IsCancelledAtTheNextRenewal()
    {
        using var runner = await StartAsync();
        var cancelled = new TaskCompletionSource();
        _work.Work = async (_, cancel) =>
        {
            await using var registration = cancel.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            cancel.ThrowIfCancellationRequested();
        };
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        await Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET token = token + 1, lease_until = now_ms() + 600000"), Cancel);
        test.Time.Advance(Options.LeaseTime / 3);

        // The clock stands at a third of the lease, so only the failed renewal can have told.
        await cancelled.Task.WaitAsync(Cancel);
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_LongerThanTheLease_KeepsItByRenewing()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        var held = new List<CancellationToken>();
        _work.Work = (_, cancel) =>
        {
            held.Add(cancel);
            return gate.Task;
        };
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        for (var renewal = 0; renewal < 6; renewal++)
        {
            var before = (await LaneAsync("a")).LeaseUntil;
            test.Time.Advance(Options.LeaseTime / 3);
            while ((await LaneAsync("a")).LeaseUntil == before)
            {
                await Task.Delay(5, Cancel);
            }
        }

        held.ShouldHaveSingleItem().IsCancellationRequested.ShouldBeFalse();
        gate.SetResult();
        await runner.StopAsync(Cancel);
    }

    // Stopped for a while, the process goes on with its next line; the timers that are due by now come when they come.
    [Theory(Timeout = 30_000)]
    [InlineData(26, false)]
    [InlineData(27, true)]
    public async Task ThrowIfOver_ProcessSleptForSeconds_TellsByTheClockWhatNoTimerHasToldYet(int seconds, bool isOver)
    {
        await PrepareAsync("a");
        var time = new SleepingTime(test.Time);
        using var runner = new LaneRunner(new LaneTable(Store, Options.LeaseTime), _work, _signal, new NoLaneNotifier(), Options, time, NullLogger<LaneRunner>.Instance);
        var seen = new TaskCompletionSource<(bool IsCancelled, bool Threw)>();
        _work.Work = (hold, cancel) =>
        {
            hold.ThrowIfOver();
            time.Slept = TimeSpan.FromSeconds(seconds);
            var threw = Record.Exception(hold.ThrowIfOver) is LeaseLostException;
            seen.TrySetResult((cancel.IsCancellationRequested, threw));
            return Task.CompletedTask;
        };

        await runner.StartAsync(Cancel);

        (await seen.Task).ShouldBe((false, isOver));
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Claim_WaitsForItsStoreLongerThanTheLease_TheLaneIsHandedBackAndTriedAgain()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
        var slow = new SlowFirstWrite(store, () => test.Time.Advance(Options.LeaseTime * 2));
        using var runner = new LaneRunner(new LaneTable(slow, Options.LeaseTime), _work, _signal, new NoLaneNotifier(), Options, test.Time, NullLogger<LaneRunner>.Instance);

        await runner.StartAsync(Cancel);

        (await _work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_MoreIsLeftWhileOthersWait_TheLaneGivesItsPlace()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 1 });
        _work.IsEmpty = false;
        var gate = new SemaphoreSlim(0);
        _work.Work = (_, cancel) => gate.WaitAsync(cancel);
        await AppendAsync("busy");
        _signal.Wake("busy");
        (await _work.Started.ReadAsync(Cancel)).ShouldBe("busy");
        test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await AppendAsync("patient");
        _signal.Wake("patient");
        test.Time.Advance(TimeSpan.FromMilliseconds(1));

        gate.Release();

        (await _work.Started.ReadAsync(Cancel)).ShouldBe("patient");
        _work.Work = (_, _) => Task.CompletedTask;
        _work.IsEmpty = true;
        gate.Release(10);
        (await _work.Started.ReadAsync(Cancel)).ShouldBe("busy");
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Work_MoreIsLeftAndNobodyWaits_TheLaneGoesOnAtOnce()
    {
        using var runner = await StartAsync();
        var pieces = 0;
        _work.IsEmpty = false;
        _work.Work = (_, _) =>
        {
            _work.IsEmpty = ++pieces == 3;
            return Task.CompletedTask;
        };
        await AppendAsync("a");
        _signal.Wake("a");

        for (var piece = 0; piece < 3; piece++)
        {
            await _work.Started.ReadAsync(Cancel);
        }

        await runner.StopAsync(Cancel);
        (await LaneAsync("a")).HasWork.ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_WorkInHand_IsFinishedAndTheRestHandedBack()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        var sawStop = false;
        _work.IsEmpty = false;
        _work.Work = async (hold, _) =>
        {
            await gate.Task;
            sawStop = hold.ShouldYield;
        };
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(Cancel);
        stop.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await stop;

        sawStop.ShouldBeTrue();
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_WithGrace_WorkThatIsAlreadyInALaneIsStillDone()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, StopGrace = TimeSpan.FromMinutes(1) });
        await AppendAsync("a");

        var stop = runner.StopAsync(Cancel);
        stop.IsCompleted.ShouldBeFalse();
        _signal.Wake("a");

        (await _work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await AdvanceUntilAsync(() => Task.FromResult(stop.IsCompleted), TimeSpan.FromMilliseconds(50));
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_GraceEnds_StopsAllTheSame()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, StopGrace = TimeSpan.FromSeconds(1) });
        _work.Work = (hold, cancel) => hold.ShouldYield ? Task.CompletedTask : hold.WaitAsync(TimeSpan.FromHours(1), cancel);
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(Cancel);
        await AdvanceUntilAsync(() => Task.FromResult(stop.IsCompleted), TimeSpan.FromMilliseconds(50));

        await stop;
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_PatienceIsOverAlready_WhatCannotBeTakenBackHasItsOwnTime()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, FinishTime = TimeSpan.FromSeconds(12) });
        var isCancelled = new TaskCompletionSource();
        _work.Work = async (hold, cancel) =>
        {
            await using var registration = cancel.Register(isCancelled.SetResult);
            await Task.Delay(Timeout.Infinite, hold.HardStop);
        };
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(new CancellationToken(canceled: true));
        await isCancelled.Task;
        test.Time.Advance(TimeSpan.FromSeconds(11.9));
        stop.IsCompleted.ShouldBeFalse();
        test.Time.Advance(TimeSpan.FromSeconds(0.1));

        await stop;
    }

    [Fact(Timeout = 30_000)]
    public async Task StopAsync_PatienceEnds_WorkIsCancelledAndTheLaneHandedBack()
    {
        using var runner = await StartAsync();
        _work.Work = (_, cancel) => Task.Delay(Timeout.Infinite, cancel);
        await AppendAsync("a");
        _signal.Wake("a");
        await _work.Started.ReadAsync(Cancel);

        using var patience = new CancellationTokenSource();
        var stop = runner.StopAsync(patience.Token);
        await patience.CancelAsync();

        await stop;
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
    }

    private IStore Store { get; set; } = null!;

    private async Task<LaneRunner> StartAsync(LaneOptions? options = null)
    {
        Store ??= await test.OpenAsync();
        var runner = new LaneRunner(new LaneTable(Store, Options.LeaseTime), _work, _signal, new NoLaneNotifier(), options ?? Options, test.Time, NullLogger<LaneRunner>.Instance);
        await runner.StartAsync(Cancel);
        return runner;
    }

    private Task AppendAsync(string key) => Store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);

    private async Task<(long LeaseUntil, bool HasWork)> LaneAsync(string key)
    {
        var (leaseUntil, hasWork) = await Store.ReadAsync(
            session => session.FirstOrDefaultAsync<(long, long)>("SELECT lease_until, has_work FROM lane WHERE lane_key = @key", new { key }), Cancel);
        return (leaseUntil, hasWork == 1);
    }

    private async Task PrepareAsync(string key)
    {
        Store = await test.OpenAsync();
        await AppendAsync(key);
    }

    /// <summary>Moves the clock step by step until the runner, on its own threads, has come to what the test waits for.</summary>
    private async Task AdvanceUntilAsync(Func<Task<bool>> reached, TimeSpan step)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await reached())
        {
            test.Time.Advance(step);
            await Task.Delay(10, limit.Token);
        }
    }
}
