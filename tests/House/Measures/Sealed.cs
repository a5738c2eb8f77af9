using House.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Measures;

/// <summary>The share of concrete classes and records that are sealed.</summary>
internal static class Sealed
{
    private const double Least = 0.99;

    public static Measure Of(IReadOnlyList<SourceFile> files)
    {
        var types = files.SelectMany(file => file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(IsConcrete)).ToList();
        var share = (double)types.Count(type => type.Modifiers.Any(SyntaxKind.SealedKeyword)) / types.Count;
        return Measure.Of("sealed classes and records", $"{share:0.0%} of {types.Count}", $"at least {Least:0%}", share >= Least);
    }

    private static bool IsConcrete(TypeDeclarationSyntax type) =>
        (type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)))
        && !type.Modifiers.Any(SyntaxKind.AbstractKeyword) && !type.Modifiers.Any(SyntaxKind.StaticKeyword);
}
