using Benchmarks.Pipeline.Floor;
using Harness.Processes;

namespace Benchmarks.Pipeline;

/// <summary>The way of a message over three processes, beside a floor of the same hops and commits: same broker, same database, turn and turn about.</summary>
internal static class PipelineBenchmark
{
    private const int WarmUpMessages = 100;
    private const int IdleMessages = 200;
    private const int Conversations = 30;
    // For the JIT, and until the statements are prepared on every connection.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static async Task<int> RunAsync(bool showsStatements)
    {
        using var end = new CancellationTokenSource(Patience);
        await using var broker = await Server.StartPrivateAsync("rabbitmq.sh");
        await using var postgres = await Server.StartPrivateAsync("postgres.sh");
        await broker.WaitAsync();
        await using var store = await StoreCounts.StartAsync(postgres);
        Console.WriteLine($"{Environment.ProcessorCount} processors; load before: {File.ReadAllText("/proc/loadavg").Trim()}");
        var floor = await MeasureAsync("floor", dingTalk => FloorContender.StartAsync(broker.Address, postgres.Address, dingTalk, end.Token));
        List<TestHome> homes = [];
        var product = await MeasureAsync("PicoClaw", dingTalk => ProductContender.StartAsync(broker.Address, postgres.Address, dingTalk, homes, end.Token));
        homes.ForEach(home => home.Dispose());
        Print(floor, product);
        return 0;

        async Task<Result> MeasureAsync(string name, Func<Uri, Task<Contender>> start)
        {
            Console.WriteLine($"{name} …");
            await using var dingTalk = await DingTalkSide.StartAsync();
            await using var contender = await start(dingTalk.Address);
            await dingTalk.LinkAsync(end.Token);
            await Idle.RunAsync(dingTalk, WarmUpMessages, end.Token);
            IReadOnlyList<Passage> idle;
            await using (await Observer.StartAsync(
                broker.Address,
                (contender.AgentIntake, text => See(text, passage => passage.SeenAtAgent())),
                (contender.EgressIntake, text => See(text, passage => passage.SeenAtEgress()))))
            {
                idle = await Idle.RunAsync(dingTalk, IdleMessages, end.Token);
            }

            Snapshot? before = null;
            var (messages, seconds) = await Saturation.RunAsync(dingTalk, Conversations, WarmUp, Length, BeginAsync, end.Token);
            var after = await Snapshot.TakeAsync(contender, broker, postgres, store);
            if (showsStatements)
            {
                (await store.MostAsync(messages)).ToList().ForEach(Console.WriteLine);
            }

            return new Result(name, idle, messages, seconds, before!, after);

            void See(string text, Action<Passage> seen) => dingTalk.Find(text).ToList().ForEach(seen);

            async Task BeginAsync()
            {
                await store.ResetAsync();
                before = await Snapshot.TakeAsync(contender, broker, postgres, store);
            }
        }
    }

    private static void Print(Result floor, Result product)
    {
        Console.WriteLine();
        Console.WriteLine($"One at a time, {IdleMessages} messages, p50 and p99 in ms:");
        Console.WriteLine();
        Console.WriteLine("| | frame → agent's intake | frame → ack | agent's intake → egress's intake | egress's intake → reply | frame → reply |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Console.WriteLine(Idle.Row(floor.Name, floor.Idle));
        Console.WriteLine(Idle.Row(product.Name, product.Idle));
        Console.WriteLine($"| ratio | | | | | {Idle.Median(product.Idle) / Idle.Median(floor.Idle):0.00} |");
        Console.WriteLine();
        Console.WriteLine($"{Conversations} conversations at once, {Length.TotalSeconds:0} s:");
        Console.WriteLine();
        Console.WriteLine("| | messages/s | CPU ms a message: ingress | agent | egress | broker | PostgreSQL | statements | transactions | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Console.WriteLine(floor.Row());
        Console.WriteLine(product.Row());
        Console.WriteLine($"| ratio | {product.Rate / floor.Rate:0.00} | | | | | | | | |");
    }
}
