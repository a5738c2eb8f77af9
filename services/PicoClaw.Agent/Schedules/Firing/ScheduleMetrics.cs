using System.Diagnostics.Metrics;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>The part of the meter "PicoClaw.Agent" that is about schedules.</summary>
internal sealed class ScheduleMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _runs = meters.Create(AgentMetrics.MeterName).CreateCounter<long>(
        "picoclaw.agent.schedule.runs", "{run}", "Runs of schedules by result: fired, late (missed and run late), skipped (missed by too much)");

    public void Fired(bool isLate) => Add(isLate ? "late" : "fired");

    public void Skipped() => Add("skipped");

    private void Add(string result) => _runs.Add(1, new KeyValuePair<string, object?>("result", result));
}
