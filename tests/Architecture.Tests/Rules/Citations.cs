using System.Text.RegularExpressions;
using House.Reading;

namespace Architecture.Tests.Rules;

/// <summary>Citations of a section of docs/dingtalk-protocol.md, such as "docs/dingtalk-protocol.md 4.4".</summary>
internal static partial class Citations
{
    public const string Page = "docs/dingtalk-protocol.md";

    /// <summary>Those that lead to no heading, and those of a page that is not in the repository.</summary>
    public static IReadOnlyList<string> Broken(IEnumerable<SourceFile> sources, string page)
    {
        var sections = Heading().Matches(page).Select(match => match.Groups[1].Value.TrimEnd('.')).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from source in sources
               from match in Citation().Matches(LineBreak().Replace(source.Text, " "))
               from section in Section().Matches(match.Groups[2].Value).Select(one => one.Value)
               where match.Groups[1].Value != Page || !sections.Contains(section)
               select $"{source.Path}: {match.Groups[1].Value} {section}",
        ];
    }

    [GeneratedRegex(@"^#+ (B?\d+(?:\.\d+)*)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // One or several sections: "… 4.4", "…, sections 3.1, 3.2 and B6".
    [GeneratedRegex(@"((?:[\w./-]*/)?dingtalk[\w-]*\.md),?(?: sections?)? ((?:B?\d+(?:\.\d+)*(?:, | and | to )?)+)")]
    private static partial Regex Citation();

    // A comment may break in the middle of one.
    [GeneratedRegex(@"\n\s*(?:///?|#)?\s*")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"B?\d+(?:\.\d+)*")]
    private static partial Regex Section();
}
