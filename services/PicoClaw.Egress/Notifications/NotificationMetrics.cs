using System.Diagnostics.Metrics;
using PicoClaw.Egress.Accounts;

namespace PicoClaw.Egress.Notifications;

/// <summary>What clients asked for. What became of it is in the account's figures, with the replies.</summary>
internal sealed class NotificationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _taken = meters.Create(SendMetrics.MeterName)
        .CreateCounter<long>("picoclaw.egress.notifications", "{notification}", "Notifications by client and outcome of their intake");

    public void Taken(string client, IntakeOutcome outcome) => Count(client, outcome.ToString());

    public void Refused(string client) => Count(client, "Refused");

    private void Count(string client, string outcome) =>
        _taken.Add(1, new KeyValuePair<string, object?>("client", client), new KeyValuePair<string, object?>("outcome", outcome));
}
