using System.Text.RegularExpressions;
using House.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Rules;

/// <summary>Names of code in a page of Markdown: a path such as `services/X/Y.cs`, a type or member such as `TurnRunner` or `Turn.MaxAttempts`.</summary>
internal static partial class DocNames
{
    /// <summary>The names in backticks that are neither a path nor an identifier of the sources.</summary>
    public static IReadOnlyList<string> Missing(string markdown, Func<string, bool> pathExists, IReadOnlySet<string> known) =>
    [
        .. from name in InCode(markdown)
           where name.Contains('/', StringComparison.Ordinal)
               ? Path().IsMatch(name) && !pathExists(name)
               : Identifier().IsMatch(name) && !IsKnown(name, known)
           select name,
    ];

    /// <summary>The identifiers of the files: what they declare, and what they use of libraries.</summary>
    public static IReadOnlySet<string> Known(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Syntax.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.Text)
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsKnown(string name, IReadOnlySet<string> known) => name.Split('.').All(known.Contains);

    // Blocks of commands are no names.
    private static IEnumerable<string> InCode(string markdown) =>
        Code().Matches(Fence().Replace(markdown, "")).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Za-z][\w.-]*(/[\w.-]+)*/?$")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Z][a-z0-9]\w*(\.[A-Z][a-z0-9]\w*)*$|^I[A-Z][a-z]\w*$")]
    private static partial Regex Identifier();
}
