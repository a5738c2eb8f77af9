using System.Text.Json;
using System.Text.Json.Nodes;

namespace PicoClaw.Agent.Models.Wire.Json;

/// <summary>
/// A tool's JSON schema in keywords that every service knows: one type, no references, only common keywords. Gemini and others refuse a whole request
/// for one keyword. Only hints to the model are lost: the tool checks its arguments itself.
/// </summary>
internal static class SimpleSchema
{
    // References may be circular.
    private const int Deepest = 8;

    private static readonly string[] Kept = ["description", "minimum", "maximum", "minItems", "maxItems"];

    public static JsonObject Of(JsonObject schema)
    {
        var simple = Simplified(schema, schema, Deepest);
        simple["type"] = "object";
        simple["properties"] ??= new JsonObject();
        return simple;
    }

    private static JsonObject Simplified(JsonNode? node, JsonObject root, int depth)
    {
        var simple = new JsonObject();
        if (node is not JsonObject schema || depth == 0)
        {
            return simple;
        }

        foreach (var part in Parts(schema, root, depth))
        {
            foreach (var (name, value) in part)
            {
                simple[name] ??= value?.DeepClone();
            }
        }

        foreach (var name in Kept.Where(name => schema[name] is JsonValue))
        {
            simple[name] = schema[name]!.DeepClone();
        }

        SetType(simple, schema);
        SetEnum(simple, schema);
        SetProperties(simple, schema, root, depth);
        if (schema["items"] is JsonObject items)
        {
            simple["items"] = Simplified(items, root, depth - 1);
        }

        if (simple["type"]?.ToString() == "array")
        {
            simple["items"] ??= new JsonObject { ["type"] = "string" };
        }

        return simple;
    }

    // The schemas that a schema refers to or is composed of. Of alternatives, the first that is not null.
    private static IEnumerable<JsonObject> Parts(JsonObject schema, JsonObject root, int depth)
    {
        if (schema["$ref"]?.ToString() is { } reference && Resolve(reference, root) is { } target)
        {
            yield return Simplified(target, root, depth - 1);
        }

        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            yield return Simplified(part, root, depth - 1);
        }

        var alternatives = (schema["anyOf"] ?? schema["oneOf"]) as JsonArray ?? [];
        if (alternatives.OfType<JsonObject>().FirstOrDefault(alternative => alternative["type"]?.ToString() != "null") is { } first)
        {
            yield return Simplified(first, root, depth - 1);
        }
    }

    private static JsonNode? Resolve(string reference, JsonObject root) => reference.StartsWith("#/", StringComparison.Ordinal)
        ? reference[2..].Split('/').Aggregate((JsonNode?)root, (node, name) => (node as JsonObject)?[Unescaped(name)])
        : null;

    private static string Unescaped(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static void SetType(JsonObject simple, JsonObject schema)
    {
        var type = schema["type"] is JsonArray types
            ? types.Select(one => one?.ToString()).FirstOrDefault(one => one is not (null or "null"))
            : schema["type"]?.ToString();
        if ((type ?? (schema.ContainsKey("properties") ? "object" : schema.ContainsKey("items") ? "array" : null)) is { } known)
        {
            simple["type"] = known;
        }
    }

    private static void SetEnum(JsonObject simple, JsonObject schema)
    {
        JsonNode?[] values = schema["enum"] is JsonArray some ? [.. some] : schema["const"] is { } one ? [one] : [];
        JsonNode?[] texts = [.. values.Where(value => value?.GetValueKind() == JsonValueKind.String).Select(value => (JsonNode?)value!.ToString())];
        if (texts.Length > 0)
        {
            (simple["type"], simple["enum"]) = ("string", new JsonArray(texts));
        }
    }

    private static void SetProperties(JsonObject simple, JsonObject schema, JsonObject root, int depth)
    {
        if (schema["properties"] is JsonObject properties)
        {
            var all = simple["properties"] as JsonObject ?? [];
            foreach (var (name, property) in properties)
            {
                all[name] = Simplified(property, root, depth - 1);
                all[name]!["type"] ??= "string";
            }

            simple["properties"] = all;
        }

        var known = simple["properties"] as JsonObject;
        var required = (schema["required"] as JsonArray ?? []).OfType<JsonNode>().Select(name => name.ToString());
        JsonNode?[] kept = [.. required.Where(name => known?.ContainsKey(name) == true).Select(name => (JsonNode?)name)];
        if (kept.Length > 0)
        {
            simple["required"] = new JsonArray(kept);
        }
    }
}
