using Harness.Processes;
using System.Globalization;

namespace Load.Egress;

/// <summary>Measures the cost of one reply of 12 MB, and how long conversations wait that send short replies every second.</summary>
internal static class LongReplyRun
{
    private const int Others = 10;
    private const int Bytes = 12_000_000;
    private const int MostParts = 8;
    private static readonly TimeSpan Runs = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(2);

    public static async Task<List<string>> RunAsync(Server broker, Server postgres)
    {
        var folder = Directory.CreateTempSubdirectory("picoclaw-long-");
        try
        {
            return
            [
                .. await RunAsync("PostgreSQL", await EgressRig.StartAsync(broker, postgres, replicas: 1)),
                .. await RunAsync("SQLite", await EgressRig.StartAsync(broker, folder.FullName, replicas: 1)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> RunAsync(string store, EgressRig started)
    {
        await using var rig = started;

        // Warms up the JIT.
        var conversations = Enumerable.Range(1, Others).Select(number => new Conversation(number)).ToList();
        await rig.Agents.SayAsync(conversations, replies: 3, bytes: 60);
        await rig.Arrivals.UntilAsync(3 * Others);

        var (memory, cpu, calls) = (PeakMegabytes(rig.Single.Id), CpuMeter.Seconds(rig.Single.Id), rig.Arrivals.Calls.Count);
        var begun = TimeProvider.System.GetTimestamp();
        var first = await rig.Agents.SayAsync(new Conversation(0), Text());
        while (TimeProvider.System.GetElapsedTime(begun) < Runs)
        {
            await Task.WhenAll(conversations.Select(conversation => rig.Agents.SayAsync(conversation, 60)));
            await Task.Delay(Second, TimeProvider.System);
        }

        await rig.Arrivals.UntilAsync(rig.Agents.Said.Count);
        var parts = rig.Arrivals.Calls.Skip(calls).Where(call => call.Tokens.Count == 0 || call.Tokens.Contains(first)).ToList();
        var others = rig.Arrivals.FirstTimes().Where(arrival => arrival.Key.Conversation > 0);
        var silence = others.Max(arrival => arrival.Value - rig.Agents.OnQueue[arrival.Key]);
        var took = parts[^1].At - rig.Agents.Said[first].At;
        EgressLoad.Say(
            $"long, {store}: {Bytes / 1_000_000} MB left as {parts.Count} messages in {took.TotalSeconds:0.0} s; ",
            $"peak memory {memory} -> {PeakMegabytes(rig.Single.Id)} MB; ",
            $"{CpuMeter.Seconds(rig.Single.Id) - cpu:0.0} s of processor in {Runs.TotalSeconds} s; ",
            $"the others waited {silence.TotalSeconds:0.00} s at most");
        return
        [
            .. parts.Count == MostParts ? [] : (string[])[$"long, {store}: {parts.Count} messages"],
            .. silence < MostSilence ? [] : (string[])[$"long, {store}: others waited {silence.TotalSeconds:0.00} s"],
        ];
    }

    private static string Text()
    {
        const string Paragraph =
            "## 部署步骤 step\n\n请先检查 **配置文件**；then restart the `service` and look at [the log](https://example.test/log).\n\n"
            + "- 第一项 item\n- 第二项 item\n\n";
        return string.Concat(Enumerable.Repeat(Paragraph, Bytes / System.Text.Encoding.UTF8.GetByteCount(Paragraph)));
    }

    private static long PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
