using House.Reading;

namespace Architecture.Tests.Rules;

internal static class Lengths
{
    public const int Limit = 400;

    public static IReadOnlyList<string> Breaches(IEnumerable<SourceFile> sources) =>
        [.. sources.Where(source => source.Lines.Count > Limit).Select(source => $"{source.Path} has {source.Lines.Count} lines")];
}
