using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace House.Reading;

/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(Text).GetRoot());

    public string Folder => Path[..Math.Max(Path.LastIndexOf('/'), 0)];

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    public SyntaxNode Syntax => _syntax.Value;

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
