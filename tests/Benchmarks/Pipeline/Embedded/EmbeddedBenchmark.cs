using Harness.Processes;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>The way of a message through the gateway in one process, beside a raw loop with as many durable commits on the same disk.</summary>
internal static class EmbeddedBenchmark
{
    private const int WarmUpMessages = 200;
    private const int IdleMessages = 300;
    private const int CountedMessages = 50;
    private const int Conversations = 30;

    // What a message takes at the least: intake, start and end of a turn, and the same for the call that brings the reply.
    private const int NeededCommits = 6;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CountedLength = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync()
    {
        using var end = new CancellationTokenSource(Patience);
        Console.WriteLine($"{Environment.ProcessorCount} processors; load before: {File.ReadAllText("/proc/loadavg").Trim()}");
        var product = await MeasureAsync(dingTalk => EmbeddedContender.StartGatewayAsync(dingTalk, end.Token), end.Token);
        var needed = await MeasureAsync(dingTalk => EmbeddedContender.StartFloorAsync(NeededCommits, dingTalk, end.Token), end.Token);
        List<EmbeddedResult> floors = [needed];
        if (!double.IsNaN(product.Syncs.Idle))
        {
            var commits = Math.Max(FloorGateway.FewestCommits, (int)Math.Round(product.Syncs.Idle));
            floors.Add(await MeasureAsync(dingTalk => EmbeddedContender.StartFloorAsync(commits, dingTalk, end.Token), end.Token));
        }

        Print(product, floors);
        return 0;
    }

    private static async Task<EmbeddedResult> MeasureAsync(Func<Uri, Task<EmbeddedContender>> start, CancellationToken cancellationToken)
    {
        await using var dingTalk = await DingTalkSide.StartAsync();
        await using var contender = await start(dingTalk.Address);
        Console.WriteLine($"{contender.Name} …");
        await dingTalk.LinkAsync(cancellationToken);
        await Idle.RunAsync(dingTalk, WarmUpMessages, cancellationToken);
        var sync = Disk.Measure();
        var idle = await Idle.RunAsync(dingTalk, IdleMessages, cancellationToken);
        var idleSyncs = await CountAsync(contender, () => IdleCountAsync(dingTalk, cancellationToken), cancellationToken);
        var (cpu, allocated) = (0d, 0d);
        var (messages, seconds) = await Saturation.RunAsync(dingTalk, Conversations, WarmUp, Length, BeginAsync, cancellationToken);
        (cpu, allocated) = (CpuMeter.Seconds(contender.Process.Id) - cpu, await AllocatedAsync(contender) - allocated);
        var busySyncs = await CountAsync(contender, () => BusyCountAsync(dingTalk, cancellationToken), cancellationToken);
        return new EmbeddedResult(contender.Name, sync, idle, messages / seconds, 1000 * cpu / messages, allocated / messages, (idleSyncs, busySyncs));

        async Task BeginAsync() => (cpu, allocated) = (CpuMeter.Seconds(contender.Process.Id), await AllocatedAsync(contender));
    }

    private static async Task<int> IdleCountAsync(DingTalkSide dingTalk, CancellationToken cancellationToken) =>
        (await Idle.RunAsync(dingTalk, CountedMessages, cancellationToken)).Count;

    private static async Task<int> BusyCountAsync(DingTalkSide dingTalk, CancellationToken cancellationToken) =>
        (await Saturation.RunAsync(dingTalk, Conversations, TimeSpan.Zero, CountedLength, () => Task.CompletedTask, cancellationToken)).Messages;

    /// <summary>Calls of fsync a message.</summary>
    private static async Task<double> CountAsync(EmbeddedContender contender, Func<Task<int>> say, CancellationToken cancellationToken)
    {
        await using var counter = await SyncCounter.StartAsync(contender.Process.Id, cancellationToken);
        if (counter is null)
        {
            return double.NaN;
        }

        var messages = await say();
        return (double)await counter.StopAsync(cancellationToken) / messages;
    }

    private static async Task<double> AllocatedAsync(EmbeddedContender contender) =>
        contender.Health is { } health ? await Snapshot.AllocatedAsync(health) : double.NaN;

    private static void Print(EmbeddedResult product, IReadOnlyList<EmbeddedResult> floors)
    {
        Console.WriteLine();
        Console.WriteLine($"{IdleMessages} messages one at a time, then {Conversations} conversations at once for {Length.TotalSeconds:0} s.");
        Console.WriteLine("Two numbers are p50 and p99:");
        Console.WriteLine();
        Console.WriteLine(EmbeddedResult.Head);
        foreach (var result in floors.Append(product))
        {
            Console.WriteLine(result.Row());
        }

        foreach (var floor in floors)
        {
            var reply = Idle.Median(product.Idle) / Idle.Median(floor.Idle);
            Console.WriteLine($"| ratio to {floor.Name} | | | {reply:0.00} | {product.Rate / floor.Rate:0.00} | | | | |");
        }
    }
}
