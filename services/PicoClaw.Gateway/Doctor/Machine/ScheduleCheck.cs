using PicoClaw.Agent.Schedules;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>The schedules of the configuration still come.</summary>
internal sealed class ScheduleCheck(ScheduleProbe schedules) : IDoctorCheck
{
    public string Name => "schedules";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Find());

    private IReadOnlyList<Finding> Find() => schedules.Over is { Count: > 0 } over
        ? [.. over.Select(one => Finding.Warn($"schedule {one.Name} is over: {one.At} has passed", "Write a later \"at\", or remove the schedule."))]
        : [Finding.Pass($"{schedules.Count} of the configuration")];
}
