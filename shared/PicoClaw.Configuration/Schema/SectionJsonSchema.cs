using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Schema;

/// <summary>A section as JSON Schema: its fields and their aliases with what they accept, ignored names with their advice, and nothing else.</summary>
internal static class SectionJsonSchema
{
    /// <summary>Says whether a change of the field takes effect while the process runs.</summary>
    public const string Reload = "x-reload";

    public static JsonObject Of(SectionSchema section)
    {
        var root = NewObject();
        foreach (var field in section.Fields)
        {
            foreach (var name in field.Names)
            {
                var described = OrNull(field.Kind.Describe());
                described["description"] = name == field.Json
                    ? field.English.Replace("`", "", StringComparison.Ordinal)
                    : $"The same as {field.Json}.";
                if (field.Default is { } value)
                {
                    described["default"] = JsonNode.Parse(value);
                }

                described[Reload] = field.IsLive ? "live" : "restart";
                Put(root, name, described);
            }
        }

        foreach (var name in section.Ignored)
        {
            Ignore(root, name);
        }

        return root;
    }

    private static void Ignore(JsonObject root, IgnoredName ignored)
    {
        var name = ignored.Name;
        var described = new JsonObject { ["description"] = $"Ignored. {ignored.Advice}".TrimEnd(), ["deprecated"] = true };
        if (name.EndsWith(".*", StringComparison.Ordinal))
        {
            Parent(root, name)["additionalProperties"] = described;
        }
        else if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            Child(root, name[..^2])["type"] = JsonTypes.Types("object", "array", "null");
        }
        else
        {
            Put(root, name, described);
        }
    }

    private static void Put(JsonObject root, string name, JsonObject described) =>
        Parent(root, name)["properties"]!.AsObject()[name.Split('.')[^1]] = described;

    private static JsonObject Parent(JsonObject root, string name) => name.Split('.')[..^1].Aggregate(root, Child);

    private static JsonObject Child(JsonObject parent, string name)
    {
        var properties = parent["properties"]!.AsObject();
        return (properties[name] ??= OrNull(NewObject())).AsObject();
    }

    private static JsonObject NewObject() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [SectionSchema.Comment] = new JsonObject() },
        ["additionalProperties"] = false,
    };

    // A null leaves the field out.
    private static JsonObject OrNull(JsonObject described)
    {
        switch (described["type"])
        {
            case JsonArray types:
                types.Add("null");
                break;
            case JsonValue type:
                described["type"] = JsonTypes.Types(type.GetValue<string>(), "null");
                break;
            default:
                described["anyOf"]?.AsArray().Add(new JsonObject { ["type"] = "null" });
                break;
        }

        return described;
    }
}
