using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

/// <summary>Which lanes are worked in, and when.</summary>
public abstract class LaneRunnerTests(TestStore test) : LaneRunnerTest(test)
{
    [Fact(Timeout = 180_000)]
    public async Task Signal_LaneWithWork_IsWorkedInAtOnce()
    {
        // The first sweep finds this lane; then the clock stands still, so only the signal can announce the next one.
        await PrepareAsync("before");
        using var runner = await StartAsync();
        (await Work.Started.ReadAsync(Cancel)).ShouldBe("before");
        while ((await LaneAsync("before")).HasWork)
        {
            await Task.Delay(5, Cancel);
        }

        await AppendAsync("a");
        Signal.Wake("a");

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Sweep_WorkThatNoSignalTold_IsFound()
    {
        using var runner = await StartAsync();
        await AppendAsync("silent");

        await AdvanceUntilAsync(() => Task.FromResult(Work.Started.TryRead(out _)), Options.SweepInterval);

        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Signal_WhileTheLaneIsInWork_ItIsDrainedAgainButNeverTwiceAtOnce()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        Work.Work = (_, _) => gate.Task;
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        await AppendAsync("a");
        Signal.Wake("a");
        gate.SetResult();

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
        Work.Overlapped.ShouldBeFalse();
    }

    [Fact(Timeout = 180_000)]
    public async Task MaxLanes_MoreLanesWithWork_WaitForASlotAndAllGetTheirTurn()
    {
        using var runner = await StartAsync();
        var gate = new SemaphoreSlim(0);
        Work.Work = (_, cancel) => gate.WaitAsync(cancel);
        var keys = Enumerable.Range(0, 6).Select(i => $"lane {i}").ToList();
        foreach (var key in keys)
        {
            await AppendAsync(key);
            Signal.Wake(key);
        }

        // Two are in work before the first may end.
        var started = new HashSet<string> { await Work.Started.ReadAsync(Cancel), await Work.Started.ReadAsync(Cancel) };
        gate.Release();
        while (started.Count < keys.Count)
        {
            started.Add(await Work.Started.ReadAsync(Cancel));
            gate.Release();
        }

        gate.Release();
        started.ShouldBe(keys, ignoreOrder: true);
        await runner.StopAsync(Cancel);
        Work.MostAtOnce.ShouldBe(2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_MoreIsLeftWhileOthersWait_TheLaneGivesItsPlace()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 1 });
        Work.IsEmpty = false;
        var gate = new SemaphoreSlim(0);
        Work.Work = (_, cancel) => gate.WaitAsync(cancel);
        await AppendAsync("busy");
        Signal.Wake("busy");
        (await Work.Started.ReadAsync(Cancel)).ShouldBe("busy");
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await AppendAsync("patient");
        Signal.Wake("patient");
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));

        gate.Release();

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("patient");
        Work.Work = (_, _) => Task.CompletedTask;
        Work.IsEmpty = true;
        gate.Release(10);
        (await Work.Started.ReadAsync(Cancel)).ShouldBe("busy");
        await runner.StopAsync(Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Work_MoreIsLeftAndNobodyWaits_TheLaneGoesOnAtOnce()
    {
        using var runner = await StartAsync();
        var pieces = 0;
        Work.IsEmpty = false;
        Work.Work = (_, _) =>
        {
            Work.IsEmpty = ++pieces == 3;
            return Task.CompletedTask;
        };
        await AppendAsync("a");
        Signal.Wake("a");

        for (var piece = 0; piece < 3; piece++)
        {
            await Work.Started.ReadAsync(Cancel);
        }

        await runner.StopAsync(Cancel);
        (await LaneAsync("a")).HasWork.ShouldBeFalse();
    }

    // The clock stands still, so no sweep of the interval finds it. The first sweep takes the lane: were there a signal, its claim might be the next command.
    [Fact(Timeout = 180_000)]
    public async Task Signal_BetweenTheReleaseAndItsEnd_TheLaneIsTakenAgain()
    {
        var store = new PausingStore(await Test.OpenAsync());
        Store = store;
        Work.Work = (_, _) =>
        {
            Work.Work = (_, _) => Task.CompletedTask;
            store.AfterNextCommand(async () =>
            {
                await AppendAsync("a");
                Signal.Wake("a");
                while (Signal.Keys.Any(keys => keys.Count > 0))
                {
                    await Task.Delay(5, Cancel);
                }
            });
            return Task.CompletedTask;
        };
        await AppendAsync("a");
        using var runner = await StartAsync();

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await runner.StopAsync(Cancel);
    }
}
