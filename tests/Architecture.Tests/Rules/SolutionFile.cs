using System.Text.RegularExpressions;
using Architecture.Tests.Testing;

namespace Architecture.Tests.Rules;

internal static partial class SolutionFile
{
    public static IReadOnlyList<string> Missing(string solution, IEnumerable<ProjectFile> projects)
    {
        var listed = ProjectPath().Matches(solution).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        return [.. projects.Select(project => project.Path).Where(path => !listed.Contains(path))];
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
