using House.Reading;

namespace House.Measures;

/// <summary>Lines of tests for each line of source.</summary>
internal static class TestShare
{
    private const double Least = 1.1;

    public static Measure Of(IReadOnlyList<SourceFile> files)
    {
        var share = (double)files.Where(file => file.IsTest).Sum(file => file.Lines.Count) / files.Where(file => !file.IsTest).Sum(file => file.Lines.Count);
        return Measure.Of("test lines a source line", $"{share:0.00}", $"at least {Least}", share >= Least);
    }
}
