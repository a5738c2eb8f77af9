namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>The clock of a machine that nobody set; its timers run as they should.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
