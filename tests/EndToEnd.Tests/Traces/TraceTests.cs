using Harness.Otlp;
using Harness.Processes;

namespace EndToEnd.Tests.Traces;

/// <summary>One message over three processes is one trace, without the message's text.</summary>
public sealed class TraceTests
{
    private const string Said = "my door opens with 4711";
    private const string Answer = "kept as safely as the answer";

    // Every hop of a message, in order.
    private static readonly (string Service, string Span)[] Hops =
    [
        ("picoclaw-ingress", "stream frame"),
        ("picoclaw-ingress", "agent-intake send"),
        ("picoclaw-ingress", "stream ack"),
        ("picoclaw-agent", "agent-intake receive"),
        ("picoclaw-agent", "agent intake"),
        ("picoclaw-agent", "agent turn"),
        ("picoclaw-agent", "chat scripted"),
        ("picoclaw-agent", "execute_tool remember"),
        ("picoclaw-agent", "agent reply"),
        ("picoclaw-agent", "egress-intake send"),
        ("picoclaw-egress", "egress-intake receive"),
        ("picoclaw-egress", "egress intake"),
        ("picoclaw-egress", "egress permit wait"),
        ("picoclaw-egress", "egress send"),
        ("picoclaw-egress", "POST"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Message_OverThreeProcesses_IsOneTraceWithoutItsText()
    {
        await using var system = await TracedSystem.StartAsync(await PrivateQueues.ResetAsync(Cancel), _ => Task.FromResult(Answer));
        _ = (system.Start("Egress"), system.Start("Agent"), system.Start("Ingress"));

        var answered = await system.Client.SayAsync(new { text = Said, senderNick = "Grace Hopper", waitSeconds = 120 }, Cancel);
        answered.Replies.ShouldHaveSingleItem(system.Output).Text.ShouldContain(Answer);
        var trace = await TraceAsync(system.Collector);

        Missing(trace).ShouldBeEmpty();
        trace.Where(span => span.ParentId.Length == 0).ShouldHaveSingleItem().Name.ShouldBe("stream frame");
        Orphans(trace).ShouldBeEmpty();
        system.Output.ShouldContain(trace[0].TraceId);

        // Sweeps and renewals are not recorded.
        var begin = trace.Min(span => span.Start);
        system.Collector.Spans.Where(span => span.Source == "Npgsql" && span.ParentId.Length == 0 && span.Start > begin).ShouldBeEmpty();
        string[] said = [Said, Answer, "a fact told to the tool", "Grace Hopper"];
        foreach (var secret in said.Concat(["secret-of-dingacme", TracedSystem.ModelKey, "session=", "ticket=", "access_token=", "Bearer "]))
        {
            system.Collector.Holds(secret).ShouldBeFalse(secret);
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Message_AgentKilledBetweenCommitAndSend_IsStillOneTrace()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var way = new Relay(broker);
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var system = await TracedSystem.StartAsync(broker, async _ =>
        {
            asked.TrySetResult();
            await release.Task;
            return Answer;
        });
        _ = (system.Start("Egress"), system.Start("Ingress"));
        var agent = system.Start("Agent", way.Address);

        var said = system.Client.SayAsync(new { text = Said, waitSeconds = 120 }, Cancel);
        await asked.Task.WaitAsync(Cancel);
        way.Close();
        release.SetResult();
        var spans = await system.Collector.SpansAsync(all => all.Any(span => span.Name == "agent turn"), Patience, Cancel);
        spans.ShouldContain(span => span.Name == "agent turn", system.Output);
        await agent.KillAsync();
        system.Start("Agent");

        (await said).Replies.ShouldHaveSingleItem(system.Output).Text.ShouldContain(Answer);
        var trace = await TraceAsync(system.Collector);

        Missing(trace).ShouldBeEmpty();
        Orphans(trace).ShouldBeEmpty();
        trace.Count(span => span.Name == "agent turn").ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task ModelAndMessage_FailWithTheTextInTheError_NoSpanHasIt()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var system = await TracedSystem.StartAsync(broker, _ => throw new InvalidOperationException($"not allowed: {Said}"));
        _ = (system.Start("Egress"), system.Start("Agent"), system.Start("Ingress"));

        var said = await system.Client.SayAsync(new { text = Said, waitSeconds = 120 }, Cancel);
        said.Replies.ShouldHaveSingleItem(system.Output);
        const string unreadable = $$$"""{"messageType":["urn:message:PicoClaw.Contracts:MessageReceived"],"message":{"id":"{{{Said}}}"}}""";
        await PrivateQueues.SendAsync(broker, "agent-intake", unreadable, Cancel);
        var spans = await system.Collector.SpansAsync(
            all => all.Count(span => span.Name == "agent-intake receive") == 2 && all.Any(span => span.Name == "egress send"), Patience, Cancel);

        spans.Count(span => span.Name == "agent-intake receive").ShouldBe(2);
        spans.ShouldContain(span => span.Name == "chat scripted" && span.Tags.ContainsKey("error.type"));
        system.Output.ShouldContain("not allowed", Case.Sensitive, "the log has the model's sentence");
        system.Collector.SpansHold(Said).ShouldBeFalse();
    }

    // All spans of the message's trace, once the last of them has arrived.
    private static async Task<IReadOnlyList<OtlpSpan>> TraceAsync(OtlpReceiver collector)
    {
        var spans = await collector.SpansAsync(all => Missing(Of(all)).Count == 0 && Orphans(Of(all)).Count == 0, Patience, Cancel);
        return Of(spans);

        static IReadOnlyList<OtlpSpan> Of(IReadOnlyList<OtlpSpan> all) =>
            all.FirstOrDefault(span => span.Name == "egress send") is { } send ? [.. all.Where(span => span.TraceId == send.TraceId)] : [];
    }

    private static IReadOnlyList<string> Missing(IReadOnlyList<OtlpSpan> trace) =>
        [.. Hops.Where(hop => !trace.Any(span => span.Service == hop.Service && span.Name == hop.Span)).Select(hop => $"{hop.Service}: {hop.Span}")];

    private static IReadOnlyList<string> Orphans(IReadOnlyList<OtlpSpan> trace)
    {
        var ids = trace.Select(span => span.Id).ToHashSet(StringComparer.Ordinal);
        return [.. trace.Where(span => span.ParentId.Length > 0 && !ids.Contains(span.ParentId)).Select(span => $"{span.Service}: {span.Name}")];
    }
}
