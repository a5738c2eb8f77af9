using System.Diagnostics.Metrics;
using DingTalk.Stream;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress;

/// <summary>The meter "PicoClaw.Ingress": the links, and the outcomes of received messages, by account.</summary>
internal sealed class IngressMetrics
{
    public const string MeterName = "PicoClaw.Ingress";

    private readonly Counter<long> _published;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _unmapped;
    private readonly Counter<long> _spooled;
    private readonly Counter<long> _drained;

    public IngressMetrics(IMeterFactory meters, StreamLinks links, IntakeSpool spool, TimeProvider time)
    {
        var meter = meters.Create(MeterName);
        _published = meter.CreateCounter<long>("picoclaw.ingress.published", "{message}", "Messages that are safe with the broker");
        _withheld = meter.CreateCounter<long>(
            "picoclaw.ingress.withheld",
            "{message}",
            "Messages left unanswered because the broker did not confirm them; DingTalk sends them again");
        _dropped = meter.CreateCounter<long>("picoclaw.ingress.dropped", "{message}", "Messages that the filters keep out, by reason");
        _unmapped = meter.CreateCounter<long>("picoclaw.ingress.unmapped", "{frame}", "Frames that are not messages");
        meter.CreateObservableGauge(
            "picoclaw.ingress.link.open",
            () => links.Statuses().Select(link => new Measurement<int>(link.Status.State == StreamState.Open ? 1 : 0, Tag(link.Account))),
            "{link}",
            "1 while the account's link to DingTalk is open");
        _spooled = meter.CreateCounter<long>("picoclaw.ingress.spool.appended", "{message}", "Messages acked because they are in the spool");
        _drained = meter.CreateCounter<long>("picoclaw.ingress.spool.drained", "{message}", "Messages that went from the spool to the broker");
        meter.CreateObservableGauge("picoclaw.ingress.spool.messages", () => spool.Messages, "{message}", "Messages in the spool");
        meter.CreateObservableGauge("picoclaw.ingress.spool.size", () => spool.Bytes, "By", "The size of the spool's files");
        meter.CreateObservableGauge(
            "picoclaw.ingress.spool.oldest_age",
            () => spool.Oldest is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : 0,
            "s",
            "The age of the oldest message in the spool, since it was written");
    }

    /// <summary>Starts the counters at 0: Prometheus does not see the increase of a series that begins at 1.</summary>
    public void Begin(string account)
    {
        _published.Add(0, Tag(account));
        _withheld.Add(0, Tag(account));
        _unmapped.Add(0, Tag(account));
        _spooled.Add(0, Tag(account));
        _drained.Add(0, Tag(account));
    }

    public void Published(string account) => _published.Add(1, Tag(account));

    public void Withheld(string account) => _withheld.Add(1, Tag(account));

    public void Spooled(string account) => _spooled.Add(1, Tag(account));

    public void Drained(string account) => _drained.Add(1, Tag(account));

    public void Dropped(string account, string reason) => _dropped.Add(1, Tag(account), new KeyValuePair<string, object?>("reason", reason));

    public void Unmapped(string account) => _unmapped.Add(1, Tag(account));

    private static KeyValuePair<string, object?> Tag(string account) => new("account", account);
}
