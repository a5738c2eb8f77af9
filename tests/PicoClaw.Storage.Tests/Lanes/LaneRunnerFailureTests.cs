using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

/// <summary>Work that fails, and leases that are lost or run out.</summary>
public abstract class LaneRunnerFailureTests(TestStore test) : LaneRunnerTest(test)
{
    [Fact(Timeout = 180_000)]
    public async Task Work_Throws_IsTriedAgainAfterADelay()
    {
        using var runner = await StartAsync();
        var failed = false;
        Work.Work = (_, _) =>
        {
            if (failed)
            {
                return Task.CompletedTask;
            }

            failed = true;
            throw new InvalidOperationException("the first time");
        };
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        await AdvanceUntilAsync(() => Task.FromResult(Work.Started.TryRead(out _)), TimeSpan.FromSeconds(1));

        await runner.StopAsync(Cancel);
    }

    // Drivers end a call that they give up as cancelled. It meets the sweep and the signal, and neither may end with it.
    [Fact(Timeout = 180_000)]
    public async Task Claim_EndsAsCancelledWithoutAStop_TheLaneIsClaimedLater()
    {
        await PrepareAsync("a");
        Store = new SlowFirstWrite(Store, () => throw new TaskCanceledException("by nobody here"), times: 2);
        using var runner = await StartAsync();
        Signal.Wake("a");

        await AdvanceUntilAsync(() => Task.FromResult(Work.Started.TryRead(out _)), Options.SweepInterval);

        await runner.StopAsync(Cancel);
    }

    // Several times as many failing lanes as slots; the clock stands still, so none of them is due again.
    [Fact(Timeout = 180_000)]
    public async Task Work_ThrowsInManyLanes_TheOthersAreServedAtOnce()
    {
        using var runner = await StartAsync();
        Work.Work = (hold, _) => hold.Lease.Key == "good" ? Task.CompletedTask : throw new InvalidOperationException("poison");
        foreach (var key in Enumerable.Range(0, 3 * Options.MaxLanes).Select(number => $"poisoned {number}").Append("good"))
        {
            await AppendAsync(key);
            Signal.Wake(key);
        }

        // In any order: a sweep may find a lane before its signal is read.
        var started = new HashSet<string>();
        while (started.Count <= 3 * Options.MaxLanes)
        {
            started.Add(await Work.Started.ReadAsync(Cancel)).ShouldBeTrue("none is due again");
        }

        await runner.StopAsync(Cancel);
        started.ShouldContain("good");
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBeEmpty("all that wait wait for their retry");
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_ThrowsAgainAndAgain_WaitsLongerEachTimeAlsoOnTheNextReplica()
    {
        var failures = 0;
        Work.Work = (_, _) =>
        {
            failures++;
            throw new InvalidOperationException("poison");
        };
        await PrepareAsync("a");
        foreach (var (sofar, seconds) in new[] { (1, 1), (2, 2), (3, 4) })
        {
            using var replica = await StartAsync();
            await Work.Started.ReadAsync(Cancel);
            await replica.StopAsync(Cancel);

            failures.ShouldBe(sofar);
            (await LaneAsync("a")).LeaseUntil.ShouldBe(Test.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds());
            Test.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_CancelsItselfWithoutAReason_IsTriedAgainAsAfterAnyFailure()
    {
        using var runner = await StartAsync();
        Work.Work = (_, _) => throw new TaskCanceledException("a timeout of its own");
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        await runner.StopAsync(Cancel);

        (await LaneAsync("a")).LeaseUntil.ShouldBe(Test.Time.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds());
    }

    [Fact(Timeout = 180_000)]
    public async Task Upkeep_LeaseADayAhead_TheLaneIsWorkedInAfterALease()
    {
        await PrepareAsync("a");
        var lanes = new LaneTable(Store, Options.LeaseTime);
        await lanes.TryClaimAsync("a", "dead", Cancel);
        await Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET lease_until = lease_until + 86400000"), Cancel);
        using var upkeep = new LaneMaintenance(
            lanes, new LaneStatus("test", null), Options.SweepInterval, Test.Time, NullLogger<LaneMaintenance>.Instance);
        using var runner = await StartAsync();

        await upkeep.StartAsync(Cancel);
        var before = Test.Time.GetUtcNow();
        await AdvanceUntilAsync(() => Task.FromResult(Work.Started.TryRead(out _)), TimeSpan.FromSeconds(1));

        (Test.Time.GetUtcNow() - before).ShouldBeLessThan(Options.LeaseTime * 3);
        await runner.StopAsync(Cancel);
        await upkeep.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_LaneTakenOver_IsCancelledAtTheNextRenewal()
    {
        using var runner = await StartAsync();
        var cancelled = new TaskCompletionSource();
        Work.Work = async (_, cancel) =>
        {
            await using var registration = cancel.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            cancel.ThrowIfCancellationRequested();
        };
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        await Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET token = token + 1, lease_until = now_ms() + 600000"), Cancel);
        Test.Time.Advance(Options.LeaseTime / 3);

        // The clock stands at a third of the lease, so only the failed renewal can have cancelled the work.
        await cancelled.Task.WaitAsync(Cancel);
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_LongerThanTheLease_KeepsItByRenewing()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        var held = new List<CancellationToken>();
        Work.Work = (_, cancel) =>
        {
            held.Add(cancel);
            return gate.Task;
        };
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        for (var renewal = 0; renewal < 6; renewal++)
        {
            // The next renewal is not timed yet when the store shows the last one.
            await Test.Time.TimerStarted(due => due == Options.LeaseTime / 3);
            var before = (await LaneAsync("a")).LeaseUntil;
            Test.Time.Advance(Options.LeaseTime / 3);
            while ((await LaneAsync("a")).LeaseUntil == before)
            {
                await Task.Delay(5, Cancel);
            }
        }

        held.ShouldHaveSingleItem().IsCancellationRequested.ShouldBeFalse();
        gate.SetResult();
        await runner.StopAsync(Cancel);
    }

    // A paused process continues with its next line; timers that are due by then fire later.
    [Theory(Timeout = 180_000)]
    [InlineData(26, false)]
    [InlineData(27, true)]
    public async Task ThrowIfOver_ProcessSleptForSeconds_TellsByTheClockWhatNoTimerHasToldYet(int seconds, bool isOver)
    {
        await PrepareAsync("a");
        var time = new SleepingTime(Test.Time);
        using var runner = new LaneRunner(
            new LaneTable(Store, Options.LeaseTime), Work, Signal, LanePeers.None, Options, time, NullLogger<LaneRunner>.Instance);
        var seen = new TaskCompletionSource<(bool IsCancelled, bool Threw)>();
        Work.Work = (hold, cancel) =>
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

    [Fact(Timeout = 180_000)]
    public async Task Claim_WaitsForItsStoreLongerThanTheLease_TheLaneIsHandedBackAndTriedAgain()
    {
        var store = await Test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
        var slow = new SlowFirstWrite(store, () => Test.Time.Advance(Options.LeaseTime * 2));
        using var runner = new LaneRunner(
            new LaneTable(slow, Options.LeaseTime), Work, Signal, LanePeers.None, Options, Test.Time, NullLogger<LaneRunner>.Instance);

        await runner.StartAsync(Cancel);

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
    }
}
