using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Harness.Agents;
using Harness.Processes;

namespace Load.Agents;

/// <summary>Measures turns a second of 1, 2 and more agents, with a model that takes half a second and more conversations than lanes.</summary>
internal static class AgentScaling
{
    public const double TurnsOfReplica = LanesOfReplica / 0.5;

    private const int LanesOfReplica = 10;
    private const int Conversations = 200;

    // Turns of each replica before the measurement: by then all lanes are in use and hot code is compiled.
    private const int WarmUpTurns = 300;
    private static readonly TimeSpan ModelTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(IReadOnlyList<int> replicas, TimeSpan length)
    {
        await using var broker = await Server.StartAsync("rabbitmq.sh", "PICOCLAW_TEST_AMQP");
        await using var postgres = await Server.StartAsync("postgres.sh", "PICOCLAW_TEST_POSTGRES");
        await broker.WaitAsync();
        Console.WriteLine($"{Environment.ProcessorCount} processors; load before: {File.ReadAllText("/proc/loadavg").Trim()}; {length.TotalSeconds:0} s each");
        Console.WriteLine(Row.Head);
        var rows = new List<Row>();
        foreach (var (count, index) in replicas.Select((count, index) => (count, index)))
        {
            rows.Add(await MeasureAsync(count, firstConversation: (index * Conversations) + 1, broker, postgres, length));
            Console.WriteLine(rows[^1]);
        }

        Console.WriteLine(JsonSerializer.Serialize(new { run = "scale", rows = rows.Select(row => new { row.Replicas, row.TurnsPerSecond, row.Efficiency }) }));
        return 0;
    }

    private static async Task<Row> MeasureAsync(int count, int firstConversation, Server broker, Server postgres, TimeSpan length)
    {
        using var end = new CancellationTokenSource();
        await PrivateQueues.ResetAsync(broker.Address, end.Token);
        await using var model = await ModelServer.StartAsync((_, gone) => Task.Delay(ModelTime, TimeProvider.System, gone));
        await using var edges = await Edges.StartAsync(broker.Address, hears: true, end.Token);
        var setup = new AgentSetup { Broker = broker.Address, Store = postgres.Address, Model = model.Address, MaxLanes = LanesOfReplica };
        var agents = Enumerable.Range(1, count).Select(number => AgentReplica.Start($"r{number}", setup)).ToList();
        try
        {
            foreach (var agent in agents)
            {
                await agent.ReadyAsync(end.Token);
            }

            var talks = Enumerable.Range(firstConversation, Conversations).Select(number => Task.Run(() => TalkAsync(edges, number, end.Token))).ToList();
            while (edges.Replies.Count < count * WarmUpTurns)
            {
                await Task.Delay(Step, TimeProvider.System, end.Token);
            }

            var row = await WatchAsync(edges, agents, broker, postgres, length);
            await end.CancelAsync();
            await Task.WhenAll(talks);
            return row;
        }
        finally
        {
            foreach (var agent in agents)
            {
                await agent.DisposeAsync();
            }
        }
    }

    private static async Task TalkAsync(Edges edges, int conversation, CancellationToken end)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var token = new Token(conversation, number);
                var answered = edges.Replies.AnsweredAsync(token);
                await edges.SayAsync(token, end);
                await answered.WaitAsync(end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private static async Task<Row> WatchAsync(
        Edges edges, IReadOnlyList<AgentReplica> agents, Server broker, Server postgres, TimeSpan length)
    {
        int[] roots = [.. agents.Select(agent => agent.Process.Id), Pid(broker, "pid"), Pid(postgres, "data/postmaster.pid"), Environment.ProcessId];
        var (before, machineBefore, turnsBefore) = (roots.Select(Cpu).ToList(), CpuMeter.Machine(), edges.Replies.Count);
        var watch = Stopwatch.StartNew();
        await Task.Delay(length, TimeProvider.System);
        var (turns, seconds, machine) = (edges.Replies.Count - turnsBefore, watch.Elapsed.TotalSeconds, CpuMeter.Machine());
        var cpu = roots.Select((root, i) => 100 * (Cpu(root) - before[i]) / seconds).ToList();
        return new Row(
            agents.Count,
            turns / seconds,
            cpu[..agents.Count],
            cpu[^3],
            cpu[^2],
            cpu[^1],
            100 * (machine.Busy - machineBefore.Busy) / (machine.All - machineBefore.All));
    }

    // The driver started the other processes, so only its own time counts, without its children's.
    private static double Cpu(int root) =>
        root == Environment.ProcessId ? Environment.CpuUsage.TotalTime.TotalSeconds : root == 0 ? double.NaN : CpuMeter.Seconds(root);

    /// <summary>0 for a server that this run did not start.</summary>
    private static int Pid(Server server, string file) =>
        server.Folder is { } folder ? int.Parse(File.ReadLines(Path.Combine(folder, file)).First(), CultureInfo.InvariantCulture) : 0;
}
