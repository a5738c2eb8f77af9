using Harness.Processes;

namespace Load.Egress;

/// <summary>A backlog of replies, each by a webhook of its own, with the default options of both sides, must not be throttled.</summary>
internal static class WebhookLoad
{
    private const int Conversations = 30;
    private const int Each = 60;

    // Too long for two of them to fit into one message.
    private const int Bytes = 5000;

    public static async Task<List<string>> RunAsync(Server broker, Server postgres, int replicas)
    {
        await using var rig = await EgressRig.StartAsync(broker, postgres, replicas: 1);
        await rig.StopReplicasAsync();
        using var people = await rig.TalkAsync();
        foreach (var conversation in Enumerable.Range(1, Conversations).Select(number => new Conversation(number)).ToList())
        {
            for (var i = 0; i < Each; i++)
            {
                await rig.Agents.SayAsync(conversation, Bytes, await people.HearAsync(conversation));
            }
        }

        for (var i = 0; i < replicas; i++)
        {
            await rig.AddReplicaAsync();
        }

        await rig.Arrivals.UntilAsync(Conversations * Each);
        var failures = await EgressLoad.CheckAsync("webhook", rig, Conversations * Each);
        var wall = rig.Arrivals.Times[^1] - rig.Arrivals.Times[0];
        var perMinute = rig.Arrivals.Calls.Count / wall.TotalMinutes;
        EgressLoad.Say(
            $"webhook: a backlog of {Conversations * Each} replies in {rig.Arrivals.Calls.Count} messages, {wall.TotalSeconds:0.0} s, ",
            $"{perMinute:0} messages a minute in {Conversations} conversations; ",
            $"most of one conversation within a minute {MostWithinAMinute(rig.Arrivals)}");
        return failures;
    }

    private static int MostWithinAMinute(Arrivals arrivals) => arrivals.Calls.GroupBy(call => call.Tokens[0].Conversation).Max(calls =>
    {
        var times = calls.Select(call => call.At).ToList();
        return times.Max(end => times.Count(at => at <= end && at > end - TimeSpan.FromMinutes(1)));
    });
}
