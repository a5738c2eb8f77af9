namespace Benchmarks.Year;

/// <summary>The simulated day; it moves in steps.</summary>
internal sealed class YearClock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan step) => Now += step;
}
