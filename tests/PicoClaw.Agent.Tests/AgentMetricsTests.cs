using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests;

public abstract class AgentMetricsTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task Turn_FailsOnceThenAnswers_IsTwoStartsAndOneCommittedTurn()
    {
        var agent = await Folder.OpenAsync();
        using var starts = Collect<long>(agent, "picoclaw.agent.turn.starts");
        using var turns = Collect<double>(agent, "picoclaw.agent.turn.duration");
        var calls = 0;
        Folder.Model.Answer = (_, _) => ++calls == 1 ? throw new HttpRequestException("no network") : Slowly();
        await agent.StartAsync();

        await Folder.MeanwhileAsync(new Talk(Folder, agent).SayAsync("hello"));
        await turns.WaitForMeasurementsAsync(1, Cancel).WaitAsync(Limit, Cancel);

        starts.GetMeasurementSnapshot().Select(start => (start.Tags["attempt"], start.Value)).ShouldBe([(1, 1), (2, 1)]);
        var turn = turns.GetMeasurementSnapshot().ShouldHaveSingleItem();
        turn.Tags["status"].ShouldBe("committed");
        turn.Value.ShouldBeInRange(3, 30);

        Task<string> Slowly()
        {
            Folder.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult("at last");
        }
    }

    [Fact]
    public async Task Turn_FailsForGood_IsAFailedTurnAndADeadLetter()
    {
        var agent = await Folder.OpenAsync();
        using var turns = Collect<double>(agent, "picoclaw.agent.turn.duration");
        using var deadLetters = Collect<long>(agent, "picoclaw.agent.dead_letters");
        Folder.Model.Answer = (_, _) => throw new HttpRequestException("no network");
        await agent.StartAsync();

        await Folder.MeanwhileAsync(new Talk(Folder, agent).SayAsync("hello"));
        await turns.WaitForMeasurementsAsync(1, Cancel).WaitAsync(Limit, Cancel);
        await agent.Services.GetRequiredService<MailboxCounter>().CountAsync(Cancel);
        deadLetters.RecordObservableInstruments();

        turns.LastMeasurement!.Tags["status"].ShouldBe("failed");
        deadLetters.LastMeasurement!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task Mailbox_TwoWait_TellsHowManyAndTheAgeOfTheOldest()
    {
        var agent = await Folder.OpenAsync();
        using var depth = Collect<long>(agent, "picoclaw.agent.mailbox.depth");
        using var age = Collect<double>(agent, "picoclaw.agent.mailbox.oldest.age");
        var now = Folder.Time.GetUtcNow();
        await agent.PutAsync(Said.Direct("one") with { SentAt = now.AddMinutes(-3) }, Said.Direct("two", second: 2) with { SentAt = now.AddMinutes(-2) });

        await agent.Services.GetRequiredService<MailboxCounter>().CountAsync(Cancel);
        depth.RecordObservableInstruments();
        age.RecordObservableInstruments();

        depth.LastMeasurement!.Value.ShouldBe(2);
        age.LastMeasurement!.Value.ShouldBe(180);
    }

    // Created before the process starts, because a collector misses what was measured before it.
    private static MetricCollector<T> Collect<T>(AgentProcess agent, string instrument)
        where T : struct
    {
        _ = agent.Services.GetRequiredService<AgentMetrics>();
        return new(agent.Services.GetRequiredService<IMeterFactory>(), AgentMetrics.MeterName, instrument);
    }
}
