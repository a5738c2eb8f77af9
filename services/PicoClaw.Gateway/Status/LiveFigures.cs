namespace PicoClaw.Gateway.Status;

/// <summary>What the processes that run tell by their metrics. Counters add up; what each reads from the common store is the largest.</summary>
internal sealed class LiveFigures(IReadOnlyList<ProcessStatus> processes)
{
    private const string Egress = "picoclaw_egress_";

    public MailboxStatus? Mailbox => Largest(process => process.Metrics.Sum("picoclaw_agent_mailbox_depth")) is { } waiting
        ? new MailboxStatus(waiting, Largest(process => process.Metrics.Sum("picoclaw_agent_mailbox_oldest_age_seconds")) ?? 0)
        : null;

    public IReadOnlyList<PermitStatus> Permits()
    {
        var calls = Added("api", Egress + "permit_wait_seconds_count");
        var seconds = Added("api", Egress + "permit_wait_seconds_sum");
        return
        [
            .. calls.Where(way => way.Value > 0).OrderBy(way => way.Key, StringComparer.Ordinal)
                .Select(way => new PermitStatus(way.Key, way.Value, seconds.GetValueOrDefault(way.Key) / way.Value)),
        ];
    }

    public IReadOnlyList<AccountStatus> Accounts()
    {
        var links = Most("picoclaw_ingress_link_open");
        var waiting = Most(Egress + "outbox_depth");
        var oldest = Most(Egress + "outbox_oldest_age_seconds");
        var dead = Most(Egress + "dead_letters");
        var overdue = Most(Egress + "cards_overdue");
        var stopped = Most(Egress + "stopped");
        var calls = Added("account", Egress + "sends_total");
        var merged = Added("account", Egress + "merged_total");
        var throttled = Added("account", Egress + "throttles_total");
        var (apiCalls, apiLimit) = (Most(Egress + "api_calls_this_month"), Most(Egress + "api_calls_limit"));
        var (planned, decisions) = (Most(Egress + "api_calls_planned"), Added("account", Egress + "cards_decisions_total"));
        var (streamCalls, streamLimit) = (Most(Egress + "stream_calls_this_month"), Most(Egress + "stream_calls_limit"));
        return
        [
            .. links.Keys.Concat(waiting.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(account => new AccountStatus(account)
            {
                IsLinkOpen = Of(links, account) is { } open ? open > 0 : null,
                IsStopped = Of(stopped, account) is { } isStopped ? isStopped > 0 : null,
                Waiting = Of(waiting, account),
                OldestSeconds = Of(oldest, account),
                DeadLetters = Of(dead, account),
                OverdueCards = Of(overdue, account),
                Calls = Of(calls, account),
                Merged = Of(merged, account),
                Throttled = Of(throttled, account),
                ApiCalls = Of(apiCalls, account),
                ApiLimit = Of(apiLimit, account),
                ApiPlanned = Of(decisions, account) > 0 ? Of(planned, account) : null,
                StreamCalls = Of(streamCalls, account),
                StreamLimit = Of(streamLimit, account),
            }),
        ];
    }

    private static double? Of(IReadOnlyDictionary<string, double> values, string account) => values.TryGetValue(account, out var value) ? value : null;

    private double? Largest(Func<ProcessStatus, double?> read) => processes.Max(read);

    private Dictionary<string, double> Most(string name) => Together("account", name, values => values.Max());

    private Dictionary<string, double> Added(string label, string name) => Together(label, name, values => values.Sum());

    private Dictionary<string, double> Together(string label, string name, Func<IEnumerable<double>, double> join) => processes
        .SelectMany(process => process.Metrics.By(label, name))
        .GroupBy(one => one.Key, one => one.Value, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => join(group), StringComparer.Ordinal);
}
