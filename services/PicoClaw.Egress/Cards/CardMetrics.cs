using System.Diagnostics.Metrics;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Cards;

/// <summary>What cards add to the meter of the sends; their calls are counted there as all are.</summary>
internal sealed class CardMetrics
{
    private readonly Counter<long> _frames;
    private readonly Counter<long> _plain;

    public CardMetrics(IMeterFactory meters, CardBooks books)
    {
        var meter = meters.Create(SendMetrics.MeterName);
        _frames = meter.CreateCounter<long>("picoclaw.egress.cards.frames", "{frame}", "Texts that cards have shown before their reply came");
        _plain = meter.CreateCounter<long>(
            "picoclaw.egress.cards.plain", "{reply}", "Replies in the making without a card, or whose card was given up, by reason");
        meter.CreateObservableGauge(
            "picoclaw.egress.cards.open",
            () => books.All.Where(book => book.Value.IsHeld)
                .Select(book => new Measurement<int>(book.Value.All.Count(card => card.IsOpen), Account(book.Key))),
            "{card}",
            "Cards that the platform shows as unfinished");
    }

    /// <summary>The series begin at 0, so that their first rise is seen.</summary>
    public void Begin(string key)
    {
        _frames.Add(0, Account(key));
        _plain.Add(0, Account(key), new KeyValuePair<string, object?>("reason", "off"));
    }

    public void Frame(string key) => _frames.Add(1, Account(key));

    public void Plain(string key, string reason) => _plain.Add(1, Account(key), new KeyValuePair<string, object?>("reason", reason));

    private static KeyValuePair<string, object?> Account(string key) => new("account", AccountKey.AccountOf(key));
}
