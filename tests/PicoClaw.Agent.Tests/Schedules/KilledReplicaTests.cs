using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Schedules.Firing;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Schedules;

/// <summary>
/// Three replicas see the same schedule become due, 200 minutes long; in every minute one of them is cut at a random step. Each minute is fired once, and its
/// turn is answered once.
/// </summary>
public abstract class KilledReplicaTests(bool onPostgres) : AgentTests(onPostgres)
{
    private const int Minutes = 200;
    private const int MostSteps = 7;

    [Fact]
    public async Task Minute_OneOfThreeReplicasIsKilledInIt_IsFiredOnce()
    {
        const int seed = 17;
        var random = new Random(seed);
        Folder.Settings["Agent:Defaults:ScheduleSpread"] = "0";
        var agent = await Folder.OpenAsync();
        await agent.AddAsync(Planned.Every("drink", "* * * * *", Said.Noon.AddMinutes(1)));
        var firedBySurvivors = 0;
        var cut = 0;

        for (var minute = 1; minute <= Minutes; minute++)
        {
            Folder.Time.Advance(TimeSpan.FromMinutes(1));
            var victim = random.Next(3);
            List<CutStore> stores = [.. Enumerable.Range(0, 3).Select(_ => new CutStore(agent.Store))];
            stores[victim].CutAfter(random.Next(MostSteps));
            var order = Enumerable.Range(0, 3).ToArray();
            random.Shuffle(order);
            await Task.WhenAll(order.Select(replica => Task.Run(() => FireAsync(stores[replica]), Cancel)));
            cut += stores[victim].IsCut ? 1 : 0;

            // Whatever the dead one left, a living one finds a second later.
            var survivor = new CutStore(agent.Store);
            await FireAsync(survivor);

            (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).Single().ShouldBe(minute, $"seed {seed}, minute {minute}");
        }

        // The test is worth its name only if replicas died at all steps, and the others had to do their work.
        cut.ShouldBeGreaterThan(Minutes / 2);
        firedBySurvivors.ShouldBeInRange(Minutes / 3, Minutes);
        await AnswerAllAsync(agent);

        async Task FireAsync(CutStore store)
        {
            try
            {
                Interlocked.Add(ref firedBySurvivors, await Replica(agent, store).FireAsync(Cancel));
            }
            catch (CutException)
            {
                // Its process is gone.
            }
        }
    }

    private async Task AnswerAllAsync(AgentProcess agent)
    {
        await agent.StartAsync();
        var replies = new List<string>();
        for (var i = 0; i < Minutes; i++)
        {
            replies.Add(Text(await Folder.MeanwhileAsync(new Talk(Folder, agent).HearReplyAsync())));
        }

        replies.ShouldAllBe(reply => reply == "**Reminder**: drink");
        await new Talk(Folder, agent).UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        var spoken = (await agent.QueryAsync<long>("SELECT COUNT(*) FROM reply")).Single();
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).Single().ShouldBe(spoken);
        Folder.Sender.Accepted.TryRead(out _).ShouldBe(spoken > Minutes);
    }

    private static DueSchedules Replica(AgentProcess agent, IStore store) =>
        ActivatorUtilities.CreateInstance<DueSchedules>(new OwnStore(agent.Services, store));

    // The services of the agent with another way to the store.
    private sealed class OwnStore(IServiceProvider inner, IStore store) : IKeyedServiceProvider
    {
        public object? GetService(Type serviceType) => inner.GetService(serviceType);

        public object? GetKeyedService(Type serviceType, object? serviceKey) =>
            serviceType == typeof(IStore) ? store : inner.GetKeyedServices(serviceType, serviceKey).FirstOrDefault();

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
            GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"{serviceType} is not there");
    }
}
