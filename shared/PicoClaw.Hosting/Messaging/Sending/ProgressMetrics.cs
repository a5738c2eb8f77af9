using System.Diagnostics.Metrics;

namespace PicoClaw.Hosting.Messaging.Sending;

internal sealed class ProgressMetrics
{
    private readonly Counter<long> _progress;

    public ProgressMetrics(IMeterFactory meters) => _progress = meters.Create(SendMetrics.MeterName).CreateCounter<long>(
        "picoclaw.messaging.progress", null, "Reports of replies in the making, by outcome: published, overtaken by a newer one, or lost");

    public void Published() => Count("published");

    public void Overtaken() => Count("overtaken");

    public void Lost() => Count("lost");

    private void Count(string outcome) => _progress.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
