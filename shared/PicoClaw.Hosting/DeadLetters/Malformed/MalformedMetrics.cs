using System.Diagnostics.Metrics;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

internal sealed class MalformedMetrics
{
    private readonly Counter<long> _malformed;

    public MalformedMetrics(IMeterFactory meters) =>
        _malformed = meters.Create("PicoClaw.Hosting").CreateCounter<long>(
            "picoclaw.messaging.malformed", description: "Messages that an intake could not take and that became dead letters");

    /// <summary>With a series from the start, so that the first one is seen as an increase.</summary>
    public void Count(string intake, int more) => _malformed.Add(more, new KeyValuePair<string, object?>("intake", intake));
}
