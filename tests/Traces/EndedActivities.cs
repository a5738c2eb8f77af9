using System.Collections.Concurrent;
using System.Diagnostics;

namespace PicoClaw.Tests.Traces;

/// <summary>The ended activities of one source. Tests run in parallel, so each looks for its own trace ids.</summary>
internal sealed class EndedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public EndedActivities(string source)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(activity => activity.TraceId == trace)];

    public IReadOnlyList<Activity> All => [.. _ended];

    /// <summary>Runs something within a new trace.</summary>
    public static async Task<ActivityTraceId> UnderAsync(Func<Task> run)
    {
        using var root = new Activity("the test").SetIdFormat(ActivityIdFormat.W3C).Start();
        await run();
        return root.TraceId;
    }

    public void Dispose() => _listener.Dispose();
}
