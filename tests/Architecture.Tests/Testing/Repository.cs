using House.Reading;

namespace Architecture.Tests.Testing;

/// <summary>The checked-out sources, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["obj", "bin"];

    public static string Root { get; } = Find();

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(IsSource).Select(path => ProjectFile.Read(Root, path))];

    /// <summary>Source files under the folders, generated ones left out.</summary>
    public static IReadOnlyList<SourceFile> Sources(string pattern, params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
            .Where(IsSource)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path), File.ReadAllText(path)))];

    private static bool IsSource(string path) => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(Generated.Contains);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PicoClaw.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests read the sources: run them from within a checkout.");
    }
}
