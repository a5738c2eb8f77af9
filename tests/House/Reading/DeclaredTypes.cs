using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Reading;

/// <summary>The types that a source file declares, by the names that the compiler gives them.</summary>
internal static class DeclaredTypes
{
    public static IEnumerable<string> Of(SourceFile file) =>
        file.Syntax.DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Select(FullName);

    private static string FullName(SyntaxNode node)
    {
        var space = string.Join('.', node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(one => one.Name.ToString()));
        var (name, arity) = node switch
        {
            TypeDeclarationSyntax type => (type.Identifier.Text, type.Arity),
            DelegateDeclarationSyntax type => (type.Identifier.Text, type.Arity),
            _ => (((BaseTypeDeclarationSyntax)node).Identifier.Text, 0),
        };
        return (space.Length > 0 ? space + "." : "") + name + (arity > 0 ? $"`{arity}" : "");
    }
}
