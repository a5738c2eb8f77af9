using System.Diagnostics.Metrics;

namespace PicoClaw.Hosting.Messaging.Sending;

internal sealed class ProgressMetrics
{
    private readonly Counter<long> _progress;

    public ProgressMetrics(IMeterFactory meters) => _progress = meters.Create(SendMetrics.MeterName).CreateCounter<long>(
        "picoclaw.messaging.progress", null, "Reports of replies in the making, by outcome: published, overtaken by a newer one, or lost");

    /// <summary>The series begin at 0, so that their first rise is seen.</summary>
    public void Begin()
    {
        Count("published", 0);
        Count("overtaken", 0);
        Count("lost", 0);
    }

    public void Published() => Count("published", 1);

    public void Overtaken() => Count("overtaken", 1);

    public void Lost() => Count("lost", 1);

    private void Count(string outcome, int reports) => _progress.Add(reports, new KeyValuePair<string, object?>("outcome", outcome));
}
