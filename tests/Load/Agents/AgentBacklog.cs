using System.Diagnostics;
using Harness.Agents;
using Harness.Processes;
using Npgsql;

namespace Load.Agents;

/// <summary>Measures how fast an agent takes in a backlog that waits at the broker, and how many messages share a turn.</summary>
internal static class AgentBacklog
{
    private const int Messages = 1800;
    private const int Conversations = 60;
    private static readonly TimeSpan ModelTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <param name="busyLoops">The number of threads of this process that keep the machine busy.</param>
    public static async Task<int> RunAsync(int busyLoops)
    {
        using var end = new CancellationTokenSource(Patience);
        await using var broker = await Server.StartAsync("rabbitmq.sh", "PICOCLAW_TEST_AMQP");
        await using var postgres = await Server.StartAsync("postgres.sh", "PICOCLAW_TEST_POSTGRES");
        await broker.WaitAsync();
        await PrivateQueues.ResetAsync(broker.Address, end.Token);
        await using var model = await ModelServer.StartAsync((_, gone) => Task.Delay(ModelTime, TimeProvider.System, gone));
        await using var edges = await Edges.StartAsync(broker.Address, hears: true, end.Token);
        var setup = new AgentSetup { Broker = broker.Address, Store = postgres.Address, Model = model.Address };
        await DeclareAsync(setup, end.Token);
        Console.WriteLine($"{Environment.ProcessorCount} processors, {busyLoops} busy loops; load before: {File.ReadAllText("/proc/loadavg").Trim()}");
        await Task.WhenAll(Enumerable.Range(1, Conversations).Select(conversation => SayAsync(edges, conversation, end.Token)));
        var before = await CountAsync(postgres.Address, "agent.turn");
        var stored = await CountAsync(postgres.Address, "agent.mailbox");
        using var busy = new CancellationTokenSource();
        Task Loop() => Task.Factory.StartNew(() => Spin(busy.Token), busy.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var loops = Enumerable.Range(0, busyLoops).Select(_ => Loop()).ToList();

        await using (AgentReplica.Start("r1", setup))
        {
            await UntilAsync(postgres.Address, "agent.mailbox", stored + 1, end.Token);
            var watch = Stopwatch.StartNew();
            await UntilAsync(postgres.Address, "agent.mailbox", stored + Messages, end.Token);
            var taken = watch.Elapsed;
            await UntilAnsweredAsync(postgres.Address, end.Token);
            var turns = await CountAsync(postgres.Address, "agent.turn") - before;
            Console.WriteLine(
                $"{Messages} messages of {Conversations} conversations taken in within {taken.TotalSeconds:0.0} s "
                + $"= {Messages / taken.TotalSeconds:0} a second");
            Console.WriteLine($"{turns} turns = {(double)turns / Messages:0.000} turns a message; all answered after {watch.Elapsed.TotalSeconds:0.0} s");
        }

        await busy.CancelAsync();
        await Task.WhenAll(loops);
        return 0;
    }

    // The consumer declares the queue; without it the broker takes no messages.
    private static async Task DeclareAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        await using var first = AgentReplica.Start("r0", setup);
        await first.ReadyAsync(cancellationToken);
        await first.Process.KillAsync();
    }

    private static async Task SayAsync(Edges edges, int conversation, CancellationToken cancellationToken)
    {
        // Earlier runs may have used the same store.
        var first = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000) * 1000;
        for (var number = 1; number <= Messages / Conversations; number++)
        {
            await edges.SayAsync(new Token(conversation, first + number), cancellationToken);
        }
    }

    private static void Spin(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            Thread.SpinWait(1000);
        }
    }

    private static async Task UntilAsync(string postgres, string from, long count, CancellationToken cancellationToken)
    {
        while (await CountAsync(postgres, from) < count)
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task UntilAnsweredAsync(string postgres, CancellationToken cancellationToken)
    {
        while (await CountAsync(postgres, "agent.mailbox AS m LEFT JOIN agent.turn AS t ON t.turn_id = m.turn_id WHERE t.ended_at IS NULL") > 0)
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<long> CountAsync(string postgres, string from)
    {
        var uri = new Uri(postgres);
        var user = uri.UserInfo.Split(':', 2);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Database = uri.AbsolutePath.TrimStart('/'),
            Username = user[0],
            Password = user[1],
        }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {from}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
