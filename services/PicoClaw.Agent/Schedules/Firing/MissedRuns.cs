namespace PicoClaw.Agent.Schedules.Firing;

/// <summary>
/// What is run of what is due (docs/schedules.md): the newest of several instants, marked as late when it was missed; one of a cron that was missed by more
/// than an hour is left out, for the next one comes; what comes only once is run however late.
/// </summary>
/// <param name="Instant">The one to run; null: none.</param>
/// <param name="IsLate">True when it was missed.</param>
/// <param name="Skipped">True when an earlier instant is left out.</param>
internal sealed record MissedRuns(DateTimeOffset? Instant, bool IsLate, bool Skipped)
{
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan TooLate = TimeSpan.FromHours(1);

    public static MissedRuns Of(Schedule schedule, DateTimeOffset now)
    {
        var spread = schedule.DueAt - schedule.Occurrence;
        if (schedule.Timing.Cron is null)
        {
            return new MissedRuns(schedule.Occurrence, now - schedule.DueAt > Late, Skipped: false);
        }

        var oldest = now - spread - TooLate;
        var newest = schedule.Timing.Newest(schedule.Occurrence > oldest ? schedule.Occurrence : oldest, now - spread);
        return new MissedRuns(newest, newest is { } one && now - one - spread > Late, Skipped: newest != schedule.Occurrence);
    }
}
