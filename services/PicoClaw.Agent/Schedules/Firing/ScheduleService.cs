using PicoClaw.Storage;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>Looks every second for what is due. All replicas do so.</summary>
internal sealed class ScheduleService(ConfiguredSchedules configured, DueSchedules due, TimeProvider time, ILogger<ScheduleService> logger)
    : IntervalService(TimeSpan.FromSeconds(1), runsAtStart: true, time)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        // First, so that a schedule that was removed while no process ran is not fired.
        await configured.FollowAsync(cancellationToken);
        await due.FireAsync(cancellationToken);
    }

    protected override void OnFailed(Exception exception) => Log.SchedulesFailed(logger, exception);
}
