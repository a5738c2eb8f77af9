using Harness.Processes;

namespace Load.Egress;

/// <summary>
/// Checks DingTalk's refusals: throttling as HTTP 400 loses nothing, the month's count has the calls that DingTalk accepted,
/// and "used up" ends when it is no longer true.
/// </summary>
internal static class QuotaLoad
{
    private const int Bytes = 60;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<List<string>> CodesAsync(Server broker, Server postgres)
    {
        const int Replies = 20;
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1);
        var failures = new List<string>();
        foreach (var (status, code) in ((int, string)[])[(400, "send.too.fast"), (403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi")])
        {
            var before = (Came: rig.Arrivals.Replies, Counted: await CountedAsync(rig));
            await rig.Arrivals.FaultAsync($$$"""{"sendCode":{"status":{{{status}}},"code":"{{{code}}}","times":3},"api":"oto"}""");
            await rig.Agents.SayAsync(Enumerable.Range(1 + before.Came, Replies).Select(number => new Conversation(number + status)), 1, Bytes);
            await EndedAsync(rig);
            var sent = await SentAsync(rig);
            await rig.Arrivals.UntilAsync(sent);
            var (came, counted) = (rig.Arrivals.Replies - before.Came, await CountedAsync(rig) - before.Counted);
            EgressLoad.Say($"codes: {status} {code} for 3 calls: {came} of {Replies} replies came; {counted} calls counted, {came} taken");
            if (came != Replies || counted != came)
            {
                failures.Add($"codes: {code}: {came} of {Replies} came, {counted} counted");
            }
        }

        return failures;
    }

    public static async Task<List<string>> MonthAsync(Server broker, Server postgres)
    {
        const string Gone = """{"sendCode":{"status":403,"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","times":1},"api":"oto"}""";
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1, answerMs: 0);

        // The store's clock decides the month. After a first reply the account is held; the second reply's call begins before the month's end in China
        // and is answered after it.
        var monthsEnd = new DateTimeOffset(2027, 1, 31, 16, 0, 0, TimeSpan.Zero);
        var end = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30);
        await SetClockAsync(rig, monthsEnd - end);
        await SayAsync(rig, 1);
        await rig.Arrivals.FaultAsync("""{"latencyMs":8000,"count":1}""");
        await rig.Arrivals.FaultAsync(Gone);
        await Task.Delay(end - TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(4), TimeProvider.System);
        await SayAsync(rig, 2);
        await SayAsync(rig, 3);
        var atTheEnd = await SentAsync(rig) - 1;

        // Within the month: the quota is used up, and an hour later it is not.
        await rig.Arrivals.FaultAsync(Gone);
        await SayAsync(rig, 4);
        await SayAsync(rig, 5);
        var whileGone = await SentAsync(rig) - 1 - atTheEnd;
        await rig.StopReplicasAsync();
        await SetClockAsync(rig, monthsEnd - end + TimeSpan.FromMinutes(62));
        await rig.AddReplicaAsync();
        await SayAsync(rig, 6);
        var later = await SentAsync(rig) - 1 - atTheEnd - whileGone;

        var counted = await CountedAsync(rig);
        EgressLoad.Say(
            $"quota: 'used up' of a call at the month's end: {atTheEnd} of 2 replies came in the new month; ",
            $"within a month: {whileGone} of 2 at once, {later} of 1 an hour later; ",
            $"{counted} calls counted, {1 + atTheEnd + whileGone + later} taken");
        return (atTheEnd, whileGone, later, counted) == (2, 0, 1, 4) ? [] : [$"quota: {atTheEnd} {whileGone} {later}, counted {counted}"];
    }

    private static async Task SayAsync(EgressRig rig, int number)
    {
        await rig.Agents.SayAsync(new Conversation(number), Bytes);
        await EndedAsync(rig);
    }

    private static Task SetClockAsync(EgressRig rig, TimeSpan ahead) => rig.ExecuteAsync(FormattableString.Invariant(
        $"""
        CREATE OR REPLACE FUNCTION egress.now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE
        AS 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint + {(long)ahead.TotalMilliseconds}'
        """));

    /// <summary>Waits until each reply is sent or has failed.</summary>
    private static async Task EndedAsync(EgressRig rig)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Number(await rig.ReadAsync("SELECT COUNT(*)::text FROM egress.outbox WHERE status IN ('sent', 'failed')")) < rig.Agents.Said.Count)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"replies still wait after {Patience}");
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private static async Task<int> SentAsync(EgressRig rig) =>
        Number(await rig.ReadAsync("SELECT COUNT(*)::text FROM egress.outbox WHERE status = 'sent'"));

    private static async Task<int> CountedAsync(EgressRig rig) =>
        Number(await rig.ReadAsync("SELECT COALESCE(SUM(calls), 0)::text FROM egress.api_month"));

    private static int Number(IReadOnlyList<string> one) => int.Parse(one.Single(), System.Globalization.CultureInfo.InvariantCulture);
}
