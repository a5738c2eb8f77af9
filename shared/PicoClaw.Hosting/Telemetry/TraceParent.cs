using System.Diagnostics;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>
/// The position of a row in its trace, as W3C's <c>traceparent</c>. It is stored with the row, so a message that waits in a store, or is taken over by
/// another process, stays in its trace.
/// </summary>
public static class TraceParent
{
    /// <summary>The running activity; null without one.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>Links to the positions of other rows; a row without one has no link.</summary>
    public static IEnumerable<ActivityLink> Links(IEnumerable<string?> stored) =>
        stored.Select(Parse).Where(position => position != default).Select(position => new ActivityLink(position));

    /// <summary>Starts an activity under a row's position, whatever activity runs here; null when nobody listens.</summary>
    public static Activity? StartUnder(
        this ActivitySource source,
        string name,
        string? stored,
        ActivityKind kind = ActivityKind.Internal,
        IEnumerable<ActivityLink>? links = null,
        DateTimeOffset startTime = default)
    {
        Activity.Current = null;
        return source.StartActivity(name, kind, Parse(stored), links: links, startTime: startTime);
    }

    private static ActivityContext Parse(string? stored) =>
        ActivityContext.TryParse(stored, null, isRemote: true, out var position) ? position : default;
}
