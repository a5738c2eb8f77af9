using Load.Soak;

namespace EndToEnd.Tests.Chaos;

public sealed class SeriesTests
{
    [Theory]
    [InlineData(Measure.MemoryMb, 100, 104, true)]
    [InlineData(Measure.MemoryMb, 100, 106, false)]
    [InlineData(Measure.Handles, 200, 205, true)]
    [InlineData(Measure.Handles, 200, 220, false)]
    [InlineData(Measure.Threads, 20, 22, true)]
    [InlineData(Measure.Threads, 20, 25, false)]
    [InlineData(Measure.Queue, 0, 5, true)]
    [InlineData(Measure.Queue, 0, 6, false)]
    [InlineData(Measure.Rows, 100, 900, true)]
    public void Breach_FromTheSecondToTheLastQuarter(Measure measure, double second, double last, bool isFine)
    {
        // A start that is higher, and a third quarter, say nothing.
        var series = new Series("it", measure, [.. Four(900), .. Four(second), .. Four(500), .. Four(last)]);

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
