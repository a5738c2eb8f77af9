using System.Text.Json.Nodes;
using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>What DingTalk and the network in between do to a bot. None of these delivers a message and says that it failed.</summary>
internal static class DingTalkFaults
{
    private static readonly string[] Target = ["dingtalk"];

    public static IEnumerable<FaultKind> Of() =>
    [
        .. Sending(),
        .. Links(),
        .. Frames(),
    ];

    private static IEnumerable<FaultKind> Sending() =>
    [
        Lasting("send-503", 4, 2, 20, "sendStatus", 503),
        Once("sessions-expired", 3, "expireSessions"),
        new(new Draw("sessions-refused", 4, Target, 2, 15, Alone: false), RefuseSessionsAsync),
        Lasting("throttle-direct", 2, 3, 15, "throttle", () => Throttle("oto")),
        Lasting("throttle-groups", 2, 3, 15, "throttle", () => Throttle("group")),
        Lasting("throttle-webhooks", 1, 1, 3, "throttle", () => Throttle("webhook")),
        Once("token-revoked", 2, "tokenInvalid"),
        Lasting("slow-sends", 6, 3, 20, "latencyMs", 2000),
    ];

    private static IEnumerable<FaultKind> Links() =>
    [
        Once("link-disconnect", 3, "disconnect"),
        Once("link-dropped", 3, "dropLinks"),
        Once("link-half-open", 2, "zombie"),
        Lasting("open-refused", 2, 2, 15, "refuseOpen", 503),
        Lasting("slow-handshake", 1, 5, 15, "slowHandshakeMs", 3000),
    ];

    private static IEnumerable<FaultKind> Frames() =>
    [
        Lasting("ack-late", 3, 2, 10, "delayAckMs", 2500),
        Lasting("ack-too-late", 2, 2, 10, "delayAckMs", 17_000),
        Lasting("push-twice", 3, 2, 10, "duplicate", "newMessageId"),
        new(new Draw("push-soon-again", 3, Target, 0, 0, Alone: false), PushSoonAgainAsync),
        Lasting("frames-in-pieces", 2, 2, 10, "fragment", true),
        Once("frame-malformed", 2, "malformed"),
        Once("ping", 1, "ping"),
    ];

    private static JsonObject Throttle(string api) => new() { ["api"] = api, ["perSecond"] = 1 };

    // With a length it means the calls of that time instead of the sessions of now.
    private static async Task<Func<Task>> RefuseSessionsAsync(BotSystem system, Fault fault)
    {
        await system.DingTalk.FaultAsync(new { expireSessions = true, seconds = fault.Lasts }, CancellationToken.None);
        return FaultKind.EndsByItself;
    }

    // Only a few: a message whose three pushes are a second apart is given up before anything could take it.
    private static async Task<Func<Task>> PushSoonAgainAsync(BotSystem system, Fault fault)
    {
        await system.DingTalk.FaultAsync(new { redeliverAfterMs = 1000, count = 5 }, CancellationToken.None);
        return FaultKind.EndsByItself;
    }

    private static FaultKind Once(string kind, int weight, string name) => new(
        new Draw(kind, weight, Target, 0, 0, Alone: false),
        async (system, _) =>
        {
            await SetAsync(system, name, true);
            return FaultKind.EndsByItself;
        });

    private static FaultKind Lasting(string kind, int weight, double shortest, double longest, string name, JsonNode value) =>
        Lasting(kind, weight, shortest, longest, name, value.DeepClone);

    private static FaultKind Lasting(string kind, int weight, double shortest, double longest, string name, Func<JsonNode> value) => new(
        new Draw(kind, weight, Target, shortest, longest, Alone: false),
        async (system, _) =>
        {
            await SetAsync(system, name, value());
            return () => SetAsync(system, name, false);
        });

    private static Task SetAsync(BotSystem system, string name, JsonNode value) =>
        system.DingTalk.FaultAsync(new JsonObject { [name] = value }, CancellationToken.None);
}
