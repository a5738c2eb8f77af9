using System.Diagnostics.Metrics;

namespace PicoClaw.Ingress;

/// <summary>What became of what was heard, by account.</summary>
internal sealed class IngressMetrics
{
    public const string MeterName = "PicoClaw.Ingress";

    private readonly Counter<long> _published;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _unmapped;

    public IngressMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _published = meter.CreateCounter<long>("picoclaw.ingress.published", description: "Messages that are safe with the broker");
        _withheld = meter.CreateCounter<long>("picoclaw.ingress.withheld", description: "Messages not acked because nobody vouched for them; DingTalk sends them again");
        _dropped = meter.CreateCounter<long>("picoclaw.ingress.dropped", description: "Messages that the filters keep out, by reason");
        _unmapped = meter.CreateCounter<long>("picoclaw.ingress.unmapped", description: "Frames that are no message");
    }

    public void Published(string account) => _published.Add(1, Tag(account));

    public void Withheld(string account) => _withheld.Add(1, Tag(account));

    public void Dropped(string account, string reason) => _dropped.Add(1, Tag(account), new KeyValuePair<string, object?>("reason", reason));

    public void Unmapped(string account) => _unmapped.Add(1, Tag(account));

    private static KeyValuePair<string, object?> Tag(string account) => new("account", account);
}
