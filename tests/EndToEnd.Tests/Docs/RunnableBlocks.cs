using System.Text.RegularExpressions;
using Harness.Processes;

namespace EndToEnd.Tests.Docs;

/// <summary>The blocks of a page that are marked <c>```sh runnable</c>.</summary>
internal static partial class RunnableBlocks
{
    private static readonly string[] Folders = ["", "docs"];

    /// <summary>The English pages that have any; a Chinese page has the same blocks, which Architecture.Tests holds.</summary>
    public static IEnumerable<string> Pages() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*.md"))
        .Where(file => !file.EndsWith(".zh.md", StringComparison.Ordinal) && Block().IsMatch(File.ReadAllText(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Order(StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(string page) =>
        [.. Block().Matches(File.ReadAllText(Repository.File(page))).Select(match => match.Groups["script"].Value)];

    [GeneratedRegex(
        @"^(?<indent> *)```sh runnable\n(?<script>.*?)^\k<indent>```",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
