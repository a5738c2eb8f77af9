namespace House.Reading;

/// <summary>The checked-out C# sources, without generated ones.</summary>
internal static class Checkout
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts"];

    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PicoClaw.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run this within a checkout, whose sources it measures.");
    }

    public static IReadOnlyList<SourceFile> Sources(string root) =>
        [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Path: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').Any(Generated.Contains))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new SourceFile(file.Path, File.ReadAllText(file.Full)))];

    /// <summary>The projects that are not tests, and what was built of them.</summary>
    public static IReadOnlyList<BuiltProject> Projects(string root) =>
        [.. Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Where(folder => !folder.StartsWith("tests/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(folder => BuiltProject.Find(root, folder))
            .OfType<BuiltProject>()];
}
