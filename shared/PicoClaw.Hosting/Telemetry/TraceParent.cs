using System.Diagnostics;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>
/// The place of a row in its trace, as W3C's <c>traceparent</c>: kept beside the row, so that a message that waits in a store, or is taken over by another process, stays in its trace.
/// </summary>
public static class TraceParent
{
    /// <summary>The running activity; null without one.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>A link to a row's place; null when it has none.</summary>
    public static ActivityLink? Link(string? stored) => ActivityContext.TryParse(stored, null, isRemote: true, out var context) ? new ActivityLink(context) : null;

    /// <summary>Starts an activity that belongs to a row, whatever else runs here; null when nobody listens.</summary>
    public static Activity? StartUnder(this ActivitySource source, string name, string? stored, ActivityKind kind = ActivityKind.Internal, IEnumerable<ActivityLink>? links = null, DateTimeOffset startTime = default)
    {
        Activity.Current = null;
        return source.StartActivity(name, kind, ActivityContext.TryParse(stored, null, isRemote: true, out var parent) ? parent : default, links: links, startTime: startTime);
    }
}
