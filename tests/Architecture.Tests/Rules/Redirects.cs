using System.Text.RegularExpressions;
using House.Reading;

namespace Architecture.Tests.Rules;

/// <summary>A redirect would take keys, secrets and messages to a host that nobody configured, so every HTTP handler says that it follows none.</summary>
internal static partial class Redirects
{
    // The statement that makes a handler, as dotnet format breaks it.
    private const int Lines = 10;

    public static IReadOnlyList<string> Breaches(IEnumerable<SourceFile> sources) =>
    [
        .. from source in sources
           from line in Enumerable.Range(0, source.Lines.Count)
           where Makes().IsMatch(source.Lines[line])
               && !source.Lines.Skip(line).Take(Lines).Any(near => near.Contains("AllowAutoRedirect = false", StringComparison.Ordinal))
           select $"{source.Path}:{line + 1}: {source.Lines[line].Trim()}",
    ];

    [GeneratedRegex(@"new SocketsHttpHandler\b|new HttpClientHandler\b|new HttpClient\(\)|\.AddHttpClient\(|new ClientWebSocket\b")]
    private static partial Regex Makes();
}
