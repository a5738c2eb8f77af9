namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>A clock without timers: the simulation moves it from event to event.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    public long Now { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;

    public void MoveTo(long now)
    {
        (now >= Now).ShouldBeTrue("time does not run backwards");
        Now = now;
    }

    public void Advance(TimeSpan by) => Now += by.Ticks;
}
