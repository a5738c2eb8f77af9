namespace PicoClaw.Storage.Tests.Testing;

/// <summary>The clock of a process that was paused and continues: time has passed, but timers have not fired yet.</summary>
internal sealed class SleepingTime(TimeProvider inner) : TimeProvider
{
    public TimeSpan Slept { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp() + (long)(Slept.TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Slept;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
