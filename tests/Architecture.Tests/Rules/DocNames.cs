using System.Text.RegularExpressions;
using House.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>Names of code in a page of Markdown: a path such as `services/X/Y.cs`, a type or member such as `TurnRunner` or `Turn.MaxAttempts`.</summary>
internal static partial class DocNames
{
    /// <summary>The names in backticks that are neither a path of the repository nor declared in its sources.</summary>
    public static IReadOnlyList<string> Missing(string markdown, Func<string, bool> pathExists, IReadOnlySet<string> declared) =>
    [
        .. from name in InCode(markdown)
           where name.Contains('/', StringComparison.Ordinal) ? Path().IsMatch(name) && !pathExists(name) : Identifier().IsMatch(name) && !IsDeclared(name, declared)
           select name,
    ];

    /// <summary>The types and members that the files declare.</summary>
    public static IReadOnlySet<string> Declared(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Syntax.DescendantNodes()).Select(Name).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static string? Name(Microsoft.CodeAnalysis.SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.Text,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => parameter.Identifier.Text,
        _ => null,
    };

    private static bool IsDeclared(string name, IReadOnlySet<string> declared) => name.Split('.').All(declared.Contains);

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
