namespace Architecture.Tests.Rules;

/// <summary>Links of pages to files and headings of the repository.</summary>
internal static class DocLinks
{
    /// <summary>The links of a page that lead to no file, or to no heading of a page.</summary>
    /// <param name="path">The page's path from the root.</param>
    /// <param name="text">The page.</param>
    /// <param name="read">A file's text by its path from the root; empty for a folder; null if there is none.</param>
    public static IReadOnlyList<string> Broken(string path, string text, Func<string, string?> read) =>
    [
        .. from link in new MarkdownPage(text).Links.Distinct(StringComparer.Ordinal)
           where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
           where !Leads(path, link, text, read)
           select $"{path}: {link}",
    ];

    private static bool Leads(string path, string link, string text, Func<string, string?> read)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? path : Normal(Path.Combine(Path.GetDirectoryName(path) ?? "", Uri.UnescapeDataString(parts[0])));
        var content = parts[0].Length == 0 ? text : read(target);
        return content is not null
            && (parts.Length == 1
                || !target.EndsWith(".md", StringComparison.Ordinal)
                || new MarkdownPage(content).Anchors.Contains(Uri.UnescapeDataString(parts[1])));
    }

    private static string Normal(string path) => Path.GetRelativePath("/", Path.GetFullPath(path, "/"));
}
