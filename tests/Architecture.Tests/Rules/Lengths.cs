using Architecture.Tests.Testing;
using House.Reading;

namespace Architecture.Tests.Rules;

internal static class Lengths
{
    public const int Limit = 400;

    public static IReadOnlyList<string> Breaches(IEnumerable<SourceFile> sources) =>
        [.. sources.Select(source => (source.Path, Count: source.Text.AsSpan().TrimEnd('\n').Count('\n') + 1)).Where(source => source.Count > Limit).Select(source => $"{source.Path} has {source.Count} lines")];
}
