using System.Diagnostics.Metrics;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>Counts runs. All results are there from the start, so that the first of them shows as an increase.</summary>
internal sealed class ScheduleMetrics
{
    private long _fired;
    private long _late;
    private long _skipped;

    public ScheduleMetrics(IMeterFactory meters) => meters.Create(AgentMetrics.MeterName).CreateObservableCounter(
        "picoclaw.agent.schedule.runs",
        () => new[] { Result("fired", ref _fired), Result("late", ref _late), Result("skipped", ref _skipped) },
        "{run}",
        "Runs of schedules by result: fired, late (missed and run late), skipped (missed by too much)");

    public void Fired(bool isLate) => Interlocked.Increment(ref (isLate ? ref _late : ref _fired));

    public void Skipped() => Interlocked.Increment(ref _skipped);

    private static Measurement<long> Result(string name, ref long count) => new(Interlocked.Read(ref count), new KeyValuePair<string, object?>("result", name));
}
