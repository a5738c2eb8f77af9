using House.Reading;

namespace House.Measures;

/// <summary>How long files and lines are.</summary>
internal static class Lines
{
    private const int LongestFile = 400;
    private const int LongestLine = 160;
    private const int LongLine = 140;
    private const int Average = 80;
    private const double LongShare = 0.05;

    public static IEnumerable<Measure> Of(IReadOnlyList<SourceFile> files)
    {
        var lines = files.Sum(file => file.Lines.Count);
        var average = (double)lines / files.Count;
        var share = (double)files.Sum(file => file.Lines.Count(line => line.Length > LongLine)) / lines;
        yield return Measure.Of("lines a file, average", $"{average:0.0}", $"{Average}", average <= Average);
        yield return Measure.Of("files over 400 lines", "none", TooLongFiles(files));
        yield return Measure.Of("lines over 160 characters", "none", TooLongLines(files));
        yield return Measure.Of("lines over 140 characters", $"{share:0.0%}", $"{LongShare:0%}", share <= LongShare);
    }

    public static IReadOnlyList<string> TooLongFiles(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => file.Lines.Count > LongestFile).Select(file => $"{file.Path} has {file.Lines.Count} lines")];

    public static IReadOnlyList<string> TooLongLines(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(file => file.Lines.Index()
            .Where(line => line.Item.Length > LongestLine)
            .Select(line => $"{file.Path}:{line.Index + 1} has {line.Item.Length} characters"))];
}
