using System.Text.Json.Nodes;

namespace PicoClaw.Contracts.Tests.Testing;

internal static class Paths
{
    /// <summary>The names of all members, as <c>a.b[].c</c>.</summary>
    public static IReadOnlyList<string> Of(JsonNode? node) => [.. Walk(node, "").Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(JsonNode? node, string path) => node switch
    {
        JsonObject json => json.SelectMany(member => Walk(member.Value, $"{path}.{member.Key}").Prepend($"{path}.{member.Key}")),
        JsonArray list => list.SelectMany(item => Walk(item, path + "[]")),
        _ => [],
    };
}
