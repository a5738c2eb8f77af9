using Load.Chaos.Schedules;

namespace EndToEnd.Tests.Chaos;

public sealed class ScheduleTests
{
    private const int Seconds = 300;

    private static readonly Draw[] Draws =
    [
        new("kill", 3, ["ingress", "agent-1"], 1, 10, Alone: true),
        new("pause", 2, ["ingress", "agent-1"], 33, 40, Alone: true),
        new("throttle", 2, ["dingtalk"], 2, 5, Alone: false),
        new("slow", 2, ["dingtalk"], 2, 5, Alone: false),
        new("nowhere", 100, [], 1, 1, Alone: false),
    ];

    [Fact]
    public void From_SameSeed_IsTheSame_AnotherSeed_IsAnother()
    {
        Schedule.From(7, Seconds, Draws).Faults.ShouldBe(Schedule.From(7, Seconds, Draws).Faults);
        Schedule.From(8, Seconds, Draws).Faults.ShouldNotBe(Schedule.From(7, Seconds, Draws).Faults);
    }

    [Fact]
    public void From_ManySeeds_FaultsAreWithinTheRun_AndThoseThatMustBeAloneAre()
    {
        foreach (var schedule in Enumerable.Range(1, 50).Select(seed => Schedule.From(seed, Seconds, Draws)))
        {
            schedule.Faults.Count.ShouldBeGreaterThan(20);
            schedule.Faults.ShouldAllBe(fault => fault.At >= 5 && fault.End <= Seconds && fault.Kind != "nowhere");
            foreach (var target in schedule.Faults.Where(fault => fault.Target != "dingtalk").GroupBy(fault => fault.Target))
            {
                target.Zip(target.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.At);
            }
        }
    }

    [Fact]
    public async Task ReadAsync_WhatWasWritten_IsTheSameSchedule()
    {
        var file = Path.GetTempFileName();
        var schedule = Schedule.From(7, Seconds, Draws);
        await schedule.WriteAsync(file);

        var read = await Schedule.ReadAsync(file);

        (read.Seed, read.Seconds).ShouldBe((7, Seconds));
        read.Faults.ShouldBe(schedule.Faults);
        File.Delete(file);
    }
}
