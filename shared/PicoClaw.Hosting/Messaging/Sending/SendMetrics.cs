using System.Diagnostics.Metrics;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>The meter "PicoClaw.Hosting": the time from the publishing of a message to its confirmation.</summary>
internal sealed class SendMetrics
{
    public const string MeterName = "PicoClaw.Hosting";

    private readonly Histogram<double> _duration;

    public SendMetrics(IMeterFactory meters) =>
        _duration = meters.Create(MeterName).CreateHistogram<double>(
            "picoclaw.messaging.send.duration",
            "s",
            "From the publishing of a message to its confirmation or refusal, by intake and outcome",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
            });

    public void Sent(string intake, bool isConfirmed, TimeSpan duration) => _duration.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("intake", intake),
        new KeyValuePair<string, object?>("outcome", isConfirmed ? "confirmed" : "refused"));
}
