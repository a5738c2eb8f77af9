using Load.Soak;

namespace EndToEnd.Tests.Chaos;

public sealed class SeriesTests
{
    [Theory]
    [InlineData(nameof(Measure.MemoryMb), 100, 104, true)]
    [InlineData(nameof(Measure.MemoryMb), 100, 106, false)]
    [InlineData(nameof(Measure.Handles), 200, 205, true)]
    [InlineData(nameof(Measure.Handles), 200, 220, false)]
    [InlineData(nameof(Measure.Threads), 20, 22, true)]
    [InlineData(nameof(Measure.Threads), 20, 25, false)]
    [InlineData(nameof(Measure.Queue), 0, 5, true)]
    [InlineData(nameof(Measure.Queue), 0, 6, false)]
    [InlineData(nameof(Measure.Rows), 100, 900, true)]
    public void Breach_FromTheSecondToTheLastQuarter(string measure, double second, double last, bool isFine)
    {
        // A start that is higher, and a third quarter, say nothing.
        var series = new Series("it", Enum.Parse<Measure>(measure), [.. Four(900), .. Four(second), .. Four(500), .. Four(last)]);

        (series.Breach is null).ShouldBe(isFine, series.Breach);
    }

    [Fact]
    public void Breach_ManagedHeap_LooksAtItsSmallest()
    {
        new Series("it", Measure.HeapMb, [0, 0, 20, 90, 0, 0, 95, 20]).Breach.ShouldBeNull();
        new Series("it", Measure.HeapMb, [0, 0, 20, 90, 0, 0, 95, 22]).Breach.ShouldNotBeNull();
    }

    private static double[] Four(double value) => [value, value, value, value];
}
