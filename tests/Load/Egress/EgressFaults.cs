using Harness.Processes;
using System.Globalization;

namespace Load.Egress;

/// <summary>Counts lost and repeated replies while the store or DingTalk is away and no process dies.</summary>
internal static class EgressFaults
{
    private const int Conversations = 40;
    // Too long for two of them to fit into one message.
    private const int LongReply = 5000;
    private const int MostInFlight = 30;
    private const string CallsInFlight = "SELECT DISTINCT call_id FROM egress.outbox WHERE status = 'sending'";
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);

    public static async Task<List<string>> StoreAwayAsync(Server broker)
    {
        await using var postgres = await Server.StartPrivateAsync("postgres.sh");
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1, answerMs: 5000);
        await rig.StopReplicasAsync();
        using var people = await rig.TalkAsync();
        var said = await SayByWebhookAsync(rig, people, each: 3);
        await rig.AddReplicaAsync();
        await rig.AddReplicaAsync();
        while ((await rig.ReadAsync(CallsInFlight)).Count < MostInFlight)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await postgres.KillAsync();
        var before = rig.Lines.ToHashSet(StringComparer.Ordinal);
        await Task.Delay(LongerThanALease, TimeProvider.System);
        var lines = rig.Lines.Where(line => !before.Contains(line)).ToList();
        await postgres.StartAgainAsync();
        await rig.Arrivals.UntilAsync(said);
        await UntilAllEndedAsync(rig);
        return await CheckAsync("away", rig, said, 0, $"{lines.Count} log lines of 2 processes in {LongerThanALease.TotalSeconds} s: {Kinds(lines)}");
    }

    public static async Task<List<string>> WebhooksExpireAtAKillAsync(Server broker, Server postgres)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1, answerMs: 300);
        await rig.StopReplicasAsync();
        using var people = await rig.TalkAsync();
        var said = await SayByWebhookAsync(rig, people, each: 8);
        await rig.AddReplicaAsync();
        await rig.AddReplicaAsync();
        await rig.Arrivals.UntilCallsAsync(60);
        var sender = await rig.SenderAsync();
        await rig.Arrivals.FaultAsync("""{"expireSessions":true}""");
        await sender.KillAsync();
        var inDoubt = await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status = 'sending'");
        await rig.Arrivals.UntilAsync(said);
        await UntilAllEndedAsync(rig);
        return await CheckAsync("expired", rig, said, inDoubt.Count, $"longest pause {rig.Arrivals.LongestPause.TotalSeconds:0.0} s");
    }

    public static async Task<List<string>> ServerErrorsAsync(Server broker, Server postgres)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1);
        var saying = SayAsync(rig, each: 20);
        await rig.Arrivals.UntilCallsAsync(20);
        await rig.Arrivals.FaultAsync("""{"sendStatus":503}""");
        await Task.Delay(Outage, TimeProvider.System);
        await rig.Arrivals.FaultAsync("""{"clear":true}""");
        var said = await saying;
        await UntilAllEndedAsync(rig);
        await rig.Arrivals.UntilAsync(said - (await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status = 'failed'")).Count);
        int Lines(string text) => rig.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));
        return await CheckAsync("errors", rig, said, Lines("[402]"), $"{Lines("[41")} lines of stop and go");
    }

    private static async Task<int> SayByWebhookAsync(EgressRig rig, Sessions people, int each)
    {
        foreach (var conversation in Enumerable.Range(1, Conversations).Select(number => new Conversation(number)).ToList())
        {
            for (var i = 0; i < each; i++)
            {
                await rig.Agents.SayAsync(conversation, LongReply, await people.HearAsync(conversation));
            }
        }

        return Conversations * each;
    }

    private static async Task<int> SayAsync(EgressRig rig, int each)
    {
        await rig.Agents.SayAsync(Enumerable.Range(1, Conversations).Select(number => new Conversation(number)), each, 1500);
        return Conversations * each;
    }

    // "12:00:00 warn: Category[111] text"
    private static string Kinds(IEnumerable<string> lines) =>
        string.Join(", ", lines.GroupBy(Kind).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Count()} {kind.Key}"));

    private static string Kind(string line) =>
        line.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? line[9..(end + 1)] : "more of a line";

    private static async Task UntilAllEndedAsync(EgressRig rig)
    {
        while ((await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status IN ('queued', 'sending')")).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static async Task<List<string>> CheckAsync(string run, EgressRig rig, int said, int unknown, string more)
    {
        await rig.Arrivals.UntilAsync(rig.Arrivals.Replies);
        var (lost, doubled) = (said - rig.Arrivals.Replies, rig.Arrivals.Doubled.Count);
        EgressLoad.Say($"{run}: {said} said, {lost} lost, {doubled} came twice, {unknown} calls with an unknown outcome; {more}");
        return lost > 0 || doubled > unknown ? [string.Create(CultureInfo.InvariantCulture, $"{run}: {lost} lost, {doubled} came twice")] : [];
    }
}
