using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace House.Reading;

/// <summary>A file and its text; <paramref name="path"/> is from the root, with slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    public string Path => path;

    public string Text => text;

    public string Folder => Path[..Math.Max(Path.LastIndexOf('/'), 0)];

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public IReadOnlyList<string> Lines { get; } = text.TrimEnd('\n').Split('\n');

    public SyntaxNode Syntax => _syntax.Value;

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
