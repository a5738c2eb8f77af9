using System.Data.Common;
using Harness.Agents;
using Harness.Processes;
using PicoClaw.Contracts;

namespace Load.Schedules;

/// <summary>
/// Three agents share a schedule that is due every minute. As it becomes due one of them is killed with -9, from half a second before to one and a half after;
/// then egress must have got one reply for it.
/// </summary>
internal static class SchedulesRun
{
    private const int Replicas = 3;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);

    public static async Task<int> RunAsync(int rounds)
    {
        await using var broker = await Server.StartAsync("rabbitmq.sh", "PICOCLAW_TEST_AMQP");
        await using var postgres = await Server.StartAsync("postgres.sh", "PICOCLAW_TEST_POSTGRES");
        await broker.WaitAsync();
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(5 + (2 * rounds)));
        await PrivateQueues.ResetAsync(broker.Address, end.Token);
        await using var model = await ModelServer.StartAsync((_, _) => Task.CompletedTask);
        await using var edges = await Edges.StartAsync(broker.Address, hears: true, end.Token);
        var setup = new AgentSetup
        {
            Broker = broker.Address,
            Store = postgres.Address,
            Model = model.Address,
            LeaseTime = TimeSpan.FromSeconds(10),
        };
        var agents = new List<AgentReplica>();
        try
        {
            for (var number = 0; number < Replicas; number++)
            {
                agents.Add(AgentReplica.Start($"r{number}", setup));
                await agents[number].ReadyAsync(end.Token);
            }

            await PlanAsync(postgres.Address);
            var failed = 0;
            for (var round = 1; round <= rounds; round++)
            {
                failed += await RoundAsync(round, agents, setup, edges, end.Token) ? 0 : 1;
            }

            Console.WriteLine($"{rounds - failed} of {rounds} minutes fired once; {edges.Replies.Repeated} replies were sent again under their id");
            return failed == 0 ? 0 : 1;
        }
        finally
        {
            foreach (var agent in agents)
            {
                await agent.DisposeAsync();
            }
        }
    }

    private static async Task<bool> RoundAsync(int round, List<AgentReplica> agents, AgentSetup setup, Edges edges, CancellationToken end)
    {
        var due = await NextAsync(setup.Store, end);
        var before = edges.Replies.Count;
        var victim = Random.Shared.Next(Replicas);
        var kill = TimeSpan.FromMilliseconds(Random.Shared.Next(-500, 1500));
        await UntilAsync(due + kill, end);
        await agents[victim].Process.KillAsync();
        await UntilAsync(due + Settle, end);

        var replies = edges.Replies.All.Skip(before).ToList();
        Console.WriteLine(
            $"round {round}: r{victim} killed {kill.TotalMilliseconds:+0;-0} ms after {due:HH:mm:ss}, {replies.Count} replies: "
            + string.Join(", ", replies.Select(reply => $"{ReplyLog.Text(reply)} sequence {reply.Sequence} at {reply.CreatedAt:HH:mm:ss.fff}")));
        await agents[victim].DisposeAsync();
        agents[victim] = AgentReplica.Start($"r{victim}", setup);
        await agents[victim].ReadyAsync(end);
        return replies is [{ Priority: DeliveryPriority.Bulk }];
    }

    // Not one that is about to come, or has just come and is not answered yet.
    private static async Task<DateTimeOffset> NextAsync(string store, CancellationToken end)
    {
        await using var database = await Database.OpenAsync(store, "agent");
        while (true)
        {
            var due = DateTimeOffset.FromUnixTimeMilliseconds((await database.ReadAsync("SELECT due_at FROM schedule", row => row.GetInt64(0)))[0]);
            if (due - TimeProvider.System.GetUtcNow() is var left && left > Near && left < Minute - Near)
            {
                return due;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, end);
        }
    }

    private static Task UntilAsync(DateTimeOffset instant, CancellationToken end) =>
        instant - TimeProvider.System.GetUtcNow() is var left && left > TimeSpan.Zero ? Task.Delay(left, TimeProvider.System, end) : Task.CompletedTask;

    // As a person of the conversation would have made it; a person may not ask for every minute.
    private static async Task PlanAsync(string store)
    {
        await using var database = await Database.OpenAsync(store, "agent");
        await using DbCommand command = database.CreateCommand();
        command.CommandText =
            """
            INSERT INTO schedule (schedule_id, lane_key, maker, cron, body, occurrence, due_at, created_at)
            SELECT 'load', 'sample:load:cidLoad', 'sample:load:u1', '* * * * *',
                '{"Conversation":{"Channel":"sample","Account":"load","Id":"cidLoad","Kind":"Direct"},"Maker":{"Id":"u1","DisplayName":"Ann"},"Text":"drink"}',
                minute, minute, now_ms()
            FROM (SELECT (now_ms() / 60000 + 1) * 60000 AS minute) AS next
            """;
        await command.ExecuteNonQueryAsync();
    }
}
