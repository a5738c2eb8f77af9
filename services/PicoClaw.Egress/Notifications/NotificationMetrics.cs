using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PicoClaw.Egress.Accounts;

namespace PicoClaw.Egress.Notifications;

/// <summary>What clients asked for. What became of it is in the account's figures, with the replies.</summary>
internal sealed class NotificationMetrics
{
    // The broker is always a client, and there from the start, so that its first notification shows as an increase.
    private readonly ConcurrentDictionary<(string Client, string Outcome), long> _taken =
        new([new((NotificationDoor.Broker, nameof(IntakeOutcome.Accepted)), 0)]);

    public NotificationMetrics(IMeterFactory meters) => meters.Create(SendMetrics.MeterName).CreateObservableCounter(
        "picoclaw.egress.notifications", Read, "{notification}", "Notifications by client and outcome of their intake");

    public void Taken(string client, IntakeOutcome outcome) => Count(client, outcome.ToString());

    public void Refused(string client) => Count(client, "Refused");

    private void Count(string client, string outcome) => _taken.AddOrUpdate((client, outcome), 1, (_, count) => count + 1);

    private IEnumerable<Measurement<long>> Read() => _taken.Select(one => new Measurement<long>(
        one.Value, new KeyValuePair<string, object?>("client", one.Key.Client), new KeyValuePair<string, object?>("outcome", one.Key.Outcome)));
}
