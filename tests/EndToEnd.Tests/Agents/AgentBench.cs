using System.Collections.Concurrent;
using Harness.Agents;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>A broker, a database, a model and stand-ins for ingress and egress, for the agents of one test.</summary>
internal sealed class AgentBench : IAsyncDisposable
{
    private readonly TestPostgres _database;
    private readonly ConcurrentBag<AgentReplica> _replicas = [];

    private AgentBench(TestPostgres database, AgentSetup setup, ModelServer model, Edges edges)
    {
        (_database, Setup, Model, Edges) = (database, setup, model, edges);
        Store = new AgentStore(database);
    }

    public AgentSetup Setup { get; }

    public ModelServer Model { get; }

    public Edges Edges { get; }

    public AgentStore Store { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="think">Awaited before a model call is answered.</param>
    /// <param name="hears">False: nothing takes the replies until <see cref="Edges.HearAsync"/>.</param>
    /// <param name="store">The address of another PostgreSQL server; null: a database on the tests' server.</param>
    public static async Task<AgentBench> StartAsync(Func<ModelCall, CancellationToken, Task> think, bool hears = true, string? store = null)
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        var database = new TestPostgres();
        await database.EnsureAsync();
        var model = await ModelServer.StartAsync(think);
        var setup = new AgentSetup
        {
            Broker = broker,
            Store = store ?? database.Address,
            Model = model.Address,
            LeaseTime = TimeSpan.FromSeconds(8),
            SafetyMargin = TimeSpan.FromSeconds(1),
        };
        return new AgentBench(database, setup, model, await Edges.StartAsync(broker, hears, Cancel));
    }

    public AgentReplica Start(string name, AgentSetup? setup = null)
    {
        var replica = AgentReplica.Start(name, setup ?? Setup);
        _replicas.Add(replica);
        return replica;
    }

    public async Task<AgentReplica> StartReadyAsync(string name, AgentSetup? setup = null)
    {
        var replica = Start(name, setup);
        await replica.ReadyAsync(Cancel);
        return replica;
    }

    /// <summary>Waits for a model call.</summary>
    public async Task<ModelCall> CalledAsync(Func<ModelCall, bool> which)
    {
        while (true)
        {
            if (Model.Calls.FirstOrDefault(which) is { } call)
            {
                return call;
            }

            await Task.Delay(10, Cancel);
        }
    }

    /// <summary>Waits until that many different replies have arrived.</summary>
    public async Task AnsweredAsync(int replies)
    {
        while (Edges.Replies.Count < replies)
        {
            await Task.Delay(10, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await Edges.DisposeAsync();
        await Model.DisposeAsync();
        await Store.DisposeAsync();
        await _database.DisposeAsync();
    }
}
