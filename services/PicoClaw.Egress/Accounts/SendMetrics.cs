using System.Diagnostics.Metrics;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Accounts;

/// <summary>The meter "PicoClaw.Egress".</summary>
internal sealed class SendMetrics
{
    public const string MeterName = "PicoClaw.Egress";

    private readonly Counter<long> _sends;
    private readonly Counter<long> _merged;
    private readonly Counter<long> _leftOut;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _throttles;
    private readonly Counter<long> _unknown;
    private readonly Histogram<double> _permitWait;
    private readonly Histogram<int> _repliesPerCall;
    private IReadOnlyList<OutboxCount> _outbox = [];

    public SendMetrics(IMeterFactory meters, AccountStates accounts)
    {
        var meter = meters.Create(MeterName);
        _sends = meter.CreateCounter<long>("picoclaw.egress.sends", "{call}", "Calls to the platform by account, api and outcome");
        _merged = meter.CreateCounter<long>("picoclaw.egress.merged", "{reply}", "Replies that left in another one's call");
        _leftOut = meter.CreateCounter<long>("picoclaw.egress.left_out", "{reply}", "Announcements of replies that were not delivered, by reason");
        _decisions = meter.CreateCounter<long>("picoclaw.egress.cards.decisions", "{reply}", "Replies in the making by the form that was chosen and why");
        _throttles = meter.CreateCounter<long>("picoclaw.egress.throttles", "{call}", "Calls that the platform refused as too many");
        _unknown = meter.CreateCounter<long>(
            "picoclaw.egress.unknown_outcomes",
            "{reply}",
            "Replies that may be delivered twice, or are missing: the outcome of their call is unknown");
        _permitWait = meter.CreateHistogram<double>(
            "picoclaw.egress.permit_wait",
            "s",
            "From a conversation's first want of a permit to its call",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] });
        _repliesPerCall = meter.CreateHistogram<int>(
            "picoclaw.egress.replies_per_call",
            "{reply}",
            "Replies that one successful call brought",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 3, 5, 10, 20, 50, 100] });
        AddOutboxGauges(meter, accounts);
        AddAccountGauges(meter, accounts);
    }

    /// <summary>Counters that begin at 0: Prometheus does not see the increase of a series that begins at 1.</summary>
    public void Begin(string account, IReadOnlyList<SendRoute> routes)
    {
        Unknown(account, 0);
        _decisions.Add(0, Account(account), Tag("style", CardStyle.Plain), Tag("reason", "off"));
        foreach (var why in Enum.GetValues<LeftOutReason>())
        {
            _leftOut.Add(0, Account(account), Tag("reason", why));
        }

        foreach (var route in routes)
        {
            _throttles.Add(0, Account(account), Api(route));
            _merged.Add(0, Account(account), Api(route));
        }
    }

    /// <summary>Of all accounts, also those with an empty outbox, so that a series falls to 0 and does not end.</summary>
    public void Outbox(IReadOnlyList<OutboxCount> accounts) => Volatile.Write(ref _outbox, accounts);

    public void Waited(SendRoute route, TimeSpan time) => _permitWait.Record(time.TotalSeconds, Api(route));

    public void Unknown(string account, int replies) => _unknown.Add(replies, Account(account));

    public void LeftOut(string account, LeftOutReason why) => _leftOut.Add(1, Account(account), Tag("reason", why));

    public void Decided(string account, CardDecision decision) =>
        _decisions.Add(1, Account(account), Tag("style", decision.Style), Tag("reason", decision.Reason));

    public void Called(string account, SendRoute route, int replies, SendResult result)
    {
        var (of, api) = (Account(account), Api(route));
        _sends.Add(1, of, api, new KeyValuePair<string, object?>("outcome", result.Outcome));
        if (result is SendResult.Throttled)
        {
            _throttles.Add(1, of, api);
        }
        else if (result is SendResult.Sent && !route.IsUpload)
        {
            _repliesPerCall.Record(replies, api);
            if (replies > 1)
            {
                _merged.Add(replies - 1, of, api);
            }
        }
    }

    /// <summary>A call that brings no reply.</summary>
    public void Asked(string account, SendRoute route, SendResult result)
    {
        var (of, api) = (Account(account), Api(route));
        _sends.Add(1, of, api, new KeyValuePair<string, object?>("outcome", result.Outcome));
        _throttles.Add(result is SendResult.Throttled ? 1 : 0, of, api);
    }

    private void AddOutboxGauges(Meter meter, AccountStates accounts)
    {
        Add("picoclaw.egress.outbox.depth", "{reply}", "Replies that wait, counted every 15 s", account => account.Waiting);
        Add("picoclaw.egress.outbox.oldest.age", "s", "Age of the oldest reply that waits, seen every 15 s", account => account.OldestMs / 1000.0);
        Add("picoclaw.egress.dead_letters", "{reply}", "Replies that failed for good and are kept, counted every 15 s", account => account.Failed);
        Add("picoclaw.egress.cards.overdue", "{card}", "Cards that wait to be closed, counted every 15 s", account => account.OverdueCards);

        void Add(string name, string unit, string description, Func<OutboxCount, double> read) => meter.CreateObservableGauge(
            name,
            () => Counts(accounts).Select(account => new Measurement<double>(read(account), Account(account.Key))),
            unit,
            description);
    }

    private static void AddAccountGauges(Meter meter, AccountStates accounts)
    {
        Add(
            "picoclaw.egress.stopped",
            "{account}",
            "1 while the account stands still, because the platform's servers fail or cannot be reached, and probes",
            account => account.Outage.Reason is null ? 0 : 1);
        Add("picoclaw.egress.api_calls_this_month", "{call}", "API calls of the account in this calendar month", account => account.Budget.Used);
        Add(
            "picoclaw.egress.api_calls_limit",
            "{call}",
            "API calls that the account has in a month; missing without a limit",
            account => Limit(account.Budget.Limit));
        Add(
            "picoclaw.egress.api_calls_planned",
            "{call}",
            "API calls of this month that the account may have made by now, cards included; missing without a limit",
            account => account.Budget is { Limit: > 0, Use: var use } ? use.Before + (long)DayPlan.Of(use).ByNow : null);
        Add(
            "picoclaw.egress.webhook_replies_this_month",
            "{call}",
            "Webhook replies of the account in this calendar month: the part of the meter of webhooks and Stream that is called from here",
            account => account.Budget.Webhooks);
        Add(
            "picoclaw.egress.stream_calls_this_month",
            "{call}",
            "The meter of webhooks and Stream in this month, estimated from the webhook replies",
            account => account.Budget.StreamUsed);
        Add(
            "picoclaw.egress.stream_calls_limit",
            "{call}",
            "Webhook and Stream calls that the account has in a month; missing without a limit",
            account => Limit(account.Budget.StreamLimit));

        void Add(string name, string unit, string description, Func<AccountState, long?> read) => meter.CreateObservableGauge(
            name,
            () => from account in accounts.All
                  let value = read(account.Value)
                  where value is not null
                  select new Measurement<long>(value.Value, Account(account.Key)),
            unit,
            description);
    }

    // An account's first reply may arrive before the first count.
    private IEnumerable<OutboxCount> Counts(AccountStates accounts)
    {
        var counts = Volatile.Read(ref _outbox);
        var others = accounts.All.Select(account => account.Key).Except(counts.Select(count => count.Key));
        return counts.Concat(others.Select(key => new OutboxCount { Key = key }));
    }

    private static long? Limit(int calls) => calls > 0 ? calls : null;

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());

    // Account names are unique over all channels.
    private static KeyValuePair<string, object?> Account(string key) => new("account", AccountKey.AccountOf(key));

    private static KeyValuePair<string, object?> Api(SendRoute route) => new("api", route.Name);
}
