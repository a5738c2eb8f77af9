using System.Globalization;
using Harness.Processes;

namespace Load.Egress;

/// <summary>Egress under load: its pace against DingTalk's limit, kills, merging, fairness and the latency of an idle account.</summary>
internal static class EgressLoad
{
    private const int Replicas = 3;
    private const int Conversations = 200;
    private const int LongReply = 1500;
    private const int ShortReply = 60;

    public static async Task<int> RunAsync(IReadOnlyList<string> runs)
    {
        await using var broker = await Server.StartAsync("rabbitmq.sh", "PICOCLAW_TEST_AMQP");
        await using var postgres = await Server.StartAsync("postgres.sh", "PICOCLAW_TEST_POSTGRES");
        await broker.WaitAsync();
        Say($"{Environment.ProcessorCount} processors; load before: {File.ReadAllText("/proc/loadavg").Trim()}");
        var failures = new List<string>();
        foreach (var run in runs)
        {
            failures.AddRange(run switch
            {
                "pace" => await PaceAsync(broker, postgres),
                "kill" => await KillAsync(broker, postgres),
                "merge" => await MergeAsync(broker, postgres),
                "idle" => await IdleAsync(broker, postgres),
                "long" => await LongReplyRun.RunAsync(broker, postgres),
                "webhook" => await WebhookLoad.RunAsync(broker, postgres, Replicas),
                "codes" => await QuotaLoad.CodesAsync(broker, postgres),
                "quota" => await QuotaLoad.MonthAsync(broker, postgres),
                "away" => await EgressFaults.StoreAwayAsync(broker, EgressFaults.LongerThanALease, inFlight: 10),
                "errors" => await EgressFaults.ServerErrorsAsync(broker, postgres, EgressFaults.Outage),
                _ => throw new ArgumentException($"there is no run \"{run}\"", nameof(runs)),
            });
        }

        failures.ForEach(failure => Say($"NOT MET: {failure}"));
        return failures.Count == 0 ? 0 : 1;
    }

    private static async Task<List<string>> PaceAsync(Server broker, Server postgres)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, Replicas);
        var said = await FillAsync(rig);
        await rig.Arrivals.UntilAsync(said);
        var failures = await CheckAsync("pace", rig, said);
        var arrivals = rig.Arrivals;
        var (calls, wall) = (arrivals.Calls.Count, (arrivals.Times[^1] - arrivals.Times[0]).TotalSeconds);
        var ratio = wall / ((double)calls / EgressRig.CallsPerSecond);
        Say($"pace: {said} replies in {calls} calls, {wall:0.0} s = {ratio:0.000} times calls/{EgressRig.CallsPerSecond}");
        if (ratio > 1.05 || calls < 2000)
        {
            failures.Add($"pace: {ratio:0.000} of {calls} calls");
        }

        return failures;
    }

    private static async Task<List<string>> KillAsync(Server broker, Server postgres)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, Replicas);
        var said = await FillAsync(rig);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (calls, isKill) in ((int, bool)[])[(500, true), (1000, true), (1500, false)])
        {
            await rig.Arrivals.UntilCallsAsync(calls);
            var sender = await rig.SenderAsync();
            if (isKill)
            {
                await sender.KillAsync();
                unknown.UnionWith(await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status = 'sending'"));
            }
            else
            {
                sender.Terminate();
                await sender.ExitCodeAsync(CancellationToken.None);
            }

            await rig.AddReplicaAsync();
        }

        await rig.Arrivals.UntilAsync(said);
        var failures = await CheckAsync("kill", rig, said, unknown);
        var pauses = rig.Arrivals.Times.Zip(rig.Arrivals.Times.Skip(1), (first, second) => (second - first).TotalSeconds).OrderDescending().Take(3);
        Say(
            $"kill: {said} replies in {rig.Arrivals.Calls.Count} calls, {unknown.Count} rows were sending at the kills, ",
            $"{rig.Arrivals.Doubled.Count} replies came twice; longest pauses {string.Join(", ", pauses.Select(pause => $"{pause:0.0} s"))}");
        return failures;
    }

    private static async Task<List<string>> MergeAsync(Server broker, Server postgres)
    {
        var alone = await ShortAsync(broker, postgres, chatty: 0);
        var beside = await ShortAsync(broker, postgres, chatty: 5000);
        var growth = beside.Median - alone.Median;
        Say(
            $"fair: the others' median delay {alone.Median.TotalSeconds:0.00} s alone, ",
            $"{beside.Median.TotalSeconds:0.00} s behind 5,000 replies of one conversation: {growth.TotalSeconds:+0.00;-0.00} s");
        string[] unfair = growth < TimeSpan.FromSeconds(2) ? [] : [$"fair: {growth.TotalSeconds:0.00} s more"];
        return [.. alone.Failures, .. beside.Failures, .. unfair];
    }

    private static async Task<(TimeSpan Median, List<string> Failures)> ShortAsync(Server broker, Server postgres, int chatty)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, Replicas);
        if (chatty > 0)
        {
            await rig.Agents.SayAsync([new Conversation(0)], chatty, ShortReply);
        }

        await rig.Agents.SayAsync(Enumerable.Range(1, Conversations).Select(number => new Conversation(number)), 50, ShortReply);
        var said = (Conversations * 50) + chatty;
        await rig.Arrivals.UntilAsync(said);
        var delays = rig.Arrivals.FirstTimes()
            .Where(arrival => arrival.Key.Conversation > 0)
            .Select(arrival => arrival.Value - rig.Agents.Said[arrival.Key].At)
            .ToList();
        var (p50, p99) = (Arrivals.Percentile(delays, 0.5), Arrivals.Percentile(delays, 0.99));
        Say(
            $"merge: {said} short replies in {rig.Arrivals.Calls.Count} calls, where one call each would be {said}; ",
            $"delay of the 200 conversations p50 {p50.TotalSeconds:0.00} s, p99 {p99.TotalSeconds:0.00} s");
        return (p50, await CheckAsync("merge", rig, said));
    }

    private static async Task<List<string>> IdleAsync(Server broker, Server postgres)
    {
        // No delay, because the emulator notes a call when it answers it.
        await using var rig = await EgressRig.StartAsync(broker, postgres, Replicas, answerMs: 0);
        var conversations = Enumerable.Range(1, 50).Select(number => new Conversation(number)).ToList();
        for (var i = 0; i < 550; i++)
        {
            await rig.Agents.SayAsync(conversations[i % conversations.Count], ShortReply);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await rig.Arrivals.UntilAsync(550);

        // The first fifty warm up the JIT.
        var arrivals = rig.Arrivals.FirstTimes().OrderBy(arrival => arrival.Value).Skip(50).ToList();
        var sent = arrivals.Select(arrival => arrival.Value - rig.Agents.Said[arrival.Key].At).ToList();
        var queued = arrivals.Select(arrival => arrival.Value - rig.Agents.OnQueue[arrival.Key]).ToList();
        var p50 = Arrivals.Percentile(queued, 0.5);
        var (p95, sentP50, sentP95) = (Arrivals.Percentile(queued, 0.95), Arrivals.Percentile(sent, 0.5), Arrivals.Percentile(sent, 0.95));
        Say(
            $"idle: to the HTTP request, {queued.Count} replies: ",
            $"from the broker's confirm p50 {p50.TotalMilliseconds:0.0} ms, p95 {p95.TotalMilliseconds:0.0} ms; ",
            $"from the send to the broker p50 {sentP50.TotalMilliseconds:0.0} ms, p95 {sentP95.TotalMilliseconds:0.0} ms");
        return p50 < TimeSpan.FromMilliseconds(10) ? [] : [$"idle: p50 {p50.TotalMilliseconds:0.0} ms"];
    }

    private static async Task<int> FillAsync(EgressRig rig)
    {
        const int Each = 32;
        await rig.Agents.SayAsync(Enumerable.Range(1, Conversations).Select(number => new Conversation(number)), Each, LongReply);
        return Conversations * Each;
    }

    internal static async Task<List<string>> CheckAsync(string run, EgressRig rig, int said, IReadOnlySet<string>? mayDouble = null)
    {
        var failures = new List<string>();
        var throttled = (long)(await rig.Arrivals.StatsAsync())["throttled"]!;
        var doubled = rig.Arrivals.Doubled.Where(token => mayDouble?.Contains(rig.Agents.Said[token].Id.ToString()) != true).ToList();
        if (throttled > 0)
        {
            failures.Add($"{run}: {throttled} throttle answers");
        }

        if (doubled.Count > 0)
        {
            failures.Add($"{run}: doubled: {string.Join(' ', doubled.Take(10))}");
        }

        var outOfSequence = rig.Arrivals.OutOfSequence;
        if (rig.Arrivals.Replies != said || outOfSequence.Count > 0)
        {
            failures.Add($"{run}: {rig.Arrivals.Replies} of {said} came, out of sequence: {string.Join(' ', outOfSequence.Take(10))}");
        }

        Say(
            $"{run}: {throttled} throttle answers, {doubled.Count} doubled that must not be, ",
            $"{said - rig.Arrivals.Replies} lost, {outOfSequence.Count} conversations out of sequence");
        return failures;
    }

    /// <summary>Prints the parts as one line.</summary>
    public static void Say(params FormattableString[] parts) =>
        Console.WriteLine(string.Concat(parts.Select(part => part.ToString(CultureInfo.InvariantCulture))));
}
