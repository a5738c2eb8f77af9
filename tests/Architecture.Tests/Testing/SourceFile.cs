namespace Architecture.Tests.Testing;

internal sealed record SourceFile(string Path, string Text);
