using System.Diagnostics.Metrics;
using PicoClaw.Egress.DingTalk;

namespace PicoClaw.Egress.Sending;

/// <summary>The meter "PicoClaw.Egress".</summary>
internal sealed class SendMetrics
{
    public const string MeterName = "PicoClaw.Egress";

    private readonly Counter<long> _sends;
    private readonly Counter<long> _merged;
    private readonly Counter<long> _throttles;
    private readonly Counter<long> _unknown;
    private readonly Histogram<double> _permitWait;
    private long _backlog;

    public SendMetrics(IMeterFactory meters, AccountStates accounts)
    {
        var meter = meters.Create(MeterName);
        _sends = meter.CreateCounter<long>("picoclaw.egress.sends", "{call}", "Calls to DingTalk by api and outcome");
        _merged = meter.CreateCounter<long>("picoclaw.egress.merged", "{reply}", "Replies that left in another one's call");
        _throttles = meter.CreateCounter<long>("picoclaw.egress.throttles", "{call}", "Calls that DingTalk refused as too many");
        _unknown = meter.CreateCounter<long>("picoclaw.egress.unknown_outcomes", "{reply}", "Replies that may be delivered twice, or are missing: the outcome of their call is unknown");
        _permitWait = meter.CreateHistogram<double>("picoclaw.egress.permit_wait", "s", "From a conversation's first want of a permit to its call");
        meter.CreateObservableGauge("picoclaw.egress.backlog", () => Volatile.Read(ref _backlog), "{reply}", "Replies that wait, counted every minute");
        meter.CreateObservableGauge(
            "picoclaw.egress.stopped",
            () => accounts.All.Select(account => new Measurement<int>(account.Value.Outage.IsStopped ? 1 : 0, new KeyValuePair<string, object?>("account", account.Key))),
            "{account}",
            "1 while the account stands still, because DingTalk's servers fail or cannot be reached, and probes");
        meter.CreateObservableGauge(
            "picoclaw.egress.api_calls_this_month",
            () => accounts.All.Select(account => new Measurement<long>(account.Value.Budget.Used, new KeyValuePair<string, object?>("account", account.Key))),
            "{call}",
            "API calls of the account in this calendar month in China");
        meter.CreateObservableGauge(
            "picoclaw.egress.webhook_replies_this_month",
            () => accounts.All.Select(account => new Measurement<long>(account.Value.Budget.Webhooks, new KeyValuePair<string, object?>("account", account.Key))),
            "{call}",
            "Webhook replies of the account in this calendar month in China: the part of DingTalk's meter of webhooks and Stream that is called from here");
    }

    public void Backlog(long replies) => Volatile.Write(ref _backlog, replies);

    public void Waited(Road road, TimeSpan time) => _permitWait.Record(time.TotalSeconds, new KeyValuePair<string, object?>("api", road.Name));

    public void Unknown(int replies) => _unknown.Add(replies);

    public void Called(Call call, SendResult result)
    {
        var api = new KeyValuePair<string, object?>("api", call.Road.Name);
        _sends.Add(1, api, new KeyValuePair<string, object?>("outcome", result.GetType().Name));
        if (result is SendResult.Throttled)
        {
            _throttles.Add(1, api);
        }
        else if (result is SendResult.Sent && call.Rows.Count > 1)
        {
            _merged.Add(call.Rows.Count - 1, api);
        }
    }
}
