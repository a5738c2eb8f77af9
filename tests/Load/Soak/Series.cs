using System.Globalization;

namespace Load.Soak;

/// <summary>What was sampled of one thing during a run, in order.</summary>
internal sealed record Series(string Of, Measure Measure, IReadOnlyList<double> Values)
{
    /// <summary>Of the second quarter.</summary>
    public double Second => Typical(Quarter(1));

    /// <summary>Of the last quarter.</summary>
    public double Last => Typical(Quarter(3));

    /// <summary>Null: as it should be.</summary>
    public string? Breach => Last > Limit ? string.Create(CultureInfo.InvariantCulture, $"{Of}: {Measure} rose from {Second:0.#} to {Last:0.#}") : null;

    private double Limit => Measure switch
    {
        Measure.MemoryMb => Second * 1.05,
        Measure.HeapMb => Second + Math.Max(1, Second * 0.05),
        Measure.Handles or Measure.Threads => Second + Math.Max(3, Second * 0.05),
        Measure.Queue => Second + 5,
        _ => double.PositiveInfinity,
    };

    private IReadOnlyList<double> Quarter(int number)
    {
        var (from, to) = (Values.Count * number / 4, Values.Count * (number + 1) / 4);
        return [.. Values.Skip(from).Take(Math.Max(1, to - from))];
    }

    // One collection in each quarter is a full one; the others leave garbage of older generations.
    private double Typical(IReadOnlyList<double> values) => Measure == Measure.HeapMb ? values.Min() : values.Order().ElementAt(values.Count / 2);
}
