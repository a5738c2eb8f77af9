using Harness.Processes;
using System.Globalization;

namespace Load.Egress;

/// <summary>Counts lost and repeated replies while the store or DingTalk is away and no process dies.</summary>
internal static class EgressFaults
{
    private const int Conversations = 40;
    public static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan Outage = TimeSpan.FromSeconds(15);

    /// <param name="broker">The source of the replies.</param>
    /// <param name="length">How long the store is away.</param>
    /// <param name="inFlight">As many calls are out when it goes.</param>
    public static async Task<List<string>> StoreAwayAsync(Server broker, TimeSpan length, int inFlight)
    {
        await using var postgres = await Server.StartPrivateAsync("postgres.sh");
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 2, answerMs: 3000);
        var said = await SayAsync(rig, each: 3);
        while ((await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status = 'sending'")).Count < inFlight)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await postgres.KillAsync();
        var before = rig.Lines.ToHashSet(StringComparer.Ordinal);
        await Task.Delay(length, TimeProvider.System);
        var lines = rig.Lines.Where(line => !before.Contains(line)).ToList();
        await postgres.StartAgainAsync();
        await rig.Arrivals.UntilAsync(said);
        await UntilAllEndedAsync(rig);
        return await CheckAsync("away", rig, said, 0, $"{lines.Count} log lines of 2 processes in {length.TotalSeconds} s: {Kinds(lines)}");
    }

    public static async Task<List<string>> ServerErrorsAsync(Server broker, Server postgres, TimeSpan length)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1);
        var saying = SayAsync(rig, each: 20);
        await rig.Arrivals.UntilCallsAsync(20);
        await rig.Arrivals.FaultAsync("""{"sendStatus":503}""");
        await Task.Delay(length, TimeProvider.System);
        await rig.Arrivals.FaultAsync("""{"clear":true}""");
        var said = await saying;
        await UntilAllEndedAsync(rig);
        await rig.Arrivals.UntilAsync(said - (await rig.ReadAsync("SELECT delivery_id FROM egress.outbox WHERE status = 'failed'")).Count);
        int Lines(string text) => rig.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));
        return await CheckAsync("errors", rig, said, Lines("[402]"), $"{Lines("[41")} lines of stop and go");
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
