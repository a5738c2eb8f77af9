using PicoClaw.Storage;

namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>
/// Looks twice a minute for what is due, and waits in between for what becomes due before the next look: nothing can be scheduled for sooner than a minute.
/// All replicas do so.
/// </summary>
internal sealed class ScheduleService(ConfiguredSchedules configured, DueSchedules due, TimeProvider time, ILogger<ScheduleService> logger)
    : IntervalService(Interval, runsAtStart: true, time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        // SQLite answers on the thread that asks, and this one is the timer's.
        await Task.Yield();

        // First, so that a schedule that was removed while no process ran is not fired.
        await configured.FollowAsync(cancellationToken);
        while (await due.NextAsync(cancellationToken) is { } wait && wait < Interval)
        {
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, Time, cancellationToken);
            }

            await due.FireAsync(cancellationToken);
        }
    }

    protected override void OnFailed(Exception exception) => Log.SchedulesFailed(logger, exception);
}
