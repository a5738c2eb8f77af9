using House.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Measures;

/// <summary>How much constructors ask for and how long methods are.</summary>
internal static class Signatures
{
    private const int MostParameters = 7;
    private const int LongestMethod = 45;

    public static IEnumerable<Measure> Of(IReadOnlyList<SourceFile> files)
    {
        yield return Measure.Of("constructors over 7 parameters", "none", LongConstructors(files));
        yield return Measure.Of("methods over 45 lines", "none", LongMethods(files));
    }

    // A record's are its data, not what it depends on.
    public static IReadOnlyList<string> LongConstructors(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from node in file.Syntax.DescendantNodes()
           let found = node switch
           {
               ClassDeclarationSyntax { ParameterList: { } list } type => (Name: type.Identifier.Text, list.Parameters.Count),
               ConstructorDeclarationSyntax type => (Name: type.Identifier.Text, type.ParameterList.Parameters.Count),
               _ => default,
           }
           where found.Count > MostParameters
           select $"{file.At(node)} {found.Name} has {found.Count} parameters",
    ];

    public static IReadOnlyList<string> LongMethods(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from method in file.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
           let span = method.SyntaxTree.GetLineSpan(method.Span)
           let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
           where lines > LongestMethod
           select $"{file.At(method)} {Name(method)} has {lines} lines",
    ];

    private static string Name(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => method.Kind().ToString(),
    };
}
