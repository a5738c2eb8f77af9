using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>Bounds every description in a server's schema of a tool's parameters to one short line.</summary>
internal static class McpSchema
{
    private const int MaxDescriptionLength = 512;

    private static readonly string[] Words = ["description", "title"];

    public static JsonElement Bounded(JsonElement schema)
    {
        var node = JsonNode.Parse(schema.GetRawText());
        Bound(node);
        return node is null ? schema : JsonSerializer.SerializeToElement(node);
    }

    private static void Bound(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Bound(item);
            }
        }
        else if (node is JsonObject schema)
        {
            foreach (var word in Words)
            {
                if (schema[word] is JsonValue value && value.TryGetValue<string>(out var text))
                {
                    schema[word] = CleanText.Line(text, MaxDescriptionLength) ?? "";
                }
            }

            foreach (var (_, child) in schema)
            {
                Bound(child);
            }
        }
    }
}
