using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

/// <summary>A stop finishes the current work and gives the rest back.</summary>
public abstract class LaneRunnerStopTests(TestStore test) : LaneRunnerTest(test)
{
    [Fact(Timeout = 180_000)]
    public async Task StopAsync_WorkInHand_IsFinishedAndTheRestHandedBack()
    {
        using var runner = await StartAsync();
        var gate = new TaskCompletionSource();
        var sawStop = false;
        Work.IsEmpty = false;
        Work.Work = async (hold, _) =>
        {
            await gate.Task;
            sawStop = hold.ShouldYield;
        };
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(Cancel);
        stop.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await stop;

        sawStop.ShouldBeTrue();
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
    }

    [Fact(Timeout = 180_000)]
    public async Task StopAsync_WithGrace_WorkThatIsAlreadyInALaneIsStillDone()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, StopGrace = TimeSpan.FromMinutes(1) });
        await AppendAsync("a");

        var stop = runner.StopAsync(Cancel);
        stop.IsCompleted.ShouldBeFalse();
        Signal.Wake("a");

        (await Work.Started.ReadAsync(Cancel)).ShouldBe("a");
        await AdvanceUntilAsync(() => Task.FromResult(stop.IsCompleted), TimeSpan.FromMilliseconds(50));
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 180_000)]
    public async Task StopAsync_GraceEnds_StopsAllTheSame()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, StopGrace = TimeSpan.FromSeconds(1) });
        Work.Work = (hold, cancel) => hold.ShouldYield ? Task.CompletedTask : hold.WaitAsync(TimeSpan.FromHours(1), cancel);
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(Cancel);
        await AdvanceUntilAsync(() => Task.FromResult(stop.IsCompleted), TimeSpan.FromMilliseconds(50));

        await stop;
    }

    [Fact(Timeout = 180_000)]
    public async Task StopAsync_PatienceIsOverAlready_WhatCannotBeTakenBackHasItsOwnTime()
    {
        using var runner = await StartAsync(new LaneOptions { MaxLanes = 2, FinishTime = TimeSpan.FromSeconds(12) });
        var isCancelled = new TaskCompletionSource();
        Work.Work = async (hold, cancel) =>
        {
            await using var registration = cancel.Register(isCancelled.SetResult);
            await Task.Delay(Timeout.Infinite, hold.HardStop);
        };
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        var stop = runner.StopAsync(new CancellationToken(canceled: true));
        await isCancelled.Task;
        Test.Time.Advance(TimeSpan.FromSeconds(11.9));
        stop.IsCompleted.ShouldBeFalse();
        Test.Time.Advance(TimeSpan.FromSeconds(0.1));

        await stop;
    }

    [Fact(Timeout = 180_000)]
    public async Task StopAsync_PatienceEnds_WorkIsCancelledAndTheLaneHandedBack()
    {
        using var runner = await StartAsync();
        Work.Work = (_, cancel) => Task.Delay(Timeout.Infinite, cancel);
        await AppendAsync("a");
        Signal.Wake("a");
        await Work.Started.ReadAsync(Cancel);

        using var patience = new CancellationTokenSource();
        var stop = runner.StopAsync(patience.Token);
        await patience.CancelAsync();

        await stop;
        (await new LaneTable(Store, Options.LeaseTime).FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
    }
}
