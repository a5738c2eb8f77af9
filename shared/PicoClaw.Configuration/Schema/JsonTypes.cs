using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Schema;

/// <summary>The pieces of JSON Schema that field kinds consist of.</summary>
internal static class JsonTypes
{
    // A variable may stand in quotes for a number, a flag or one of several words; only the process knows its value.
    private const string Reference = @"\$\{";

    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Flag() => TextOr("boolean", @"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$");

    public static JsonObject Number(string type, double min, double? max)
    {
        var number = TextOr(type, @"^\s*-?[0-9.]+\s*$");
        number["minimum"] = min;
        if (max is not null)
        {
            number["maximum"] = max;
        }

        return number;
    }

    public static JsonObject OneOf(params IEnumerable<string> values) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) },
            new JsonObject { ["type"] = "string", ["pattern"] = Reference }),
    };

    /// <summary>A list, or a single value in its place.</summary>
    public static JsonObject ListOrOne(params string[] types) => new()
    {
        ["type"] = Types([.. types, "array"]),
        ["items"] = new JsonObject { ["type"] = Types(types) },
    };

    public static JsonObject List(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    public static JsonObject Map(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    /// <summary>An object of entries by name, which may also hold comments.</summary>
    public static JsonObject Entries(JsonObject entry) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [SectionSchema.Comment] = new JsonObject() },
        ["additionalProperties"] = entry,
    };

    public static JsonObject AnyObject() => new() { ["type"] = "object" };

    public static JsonNode Types(params string[] types) =>
        types.Length == 1 ? JsonValue.Create(types[0]) : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);

    private static JsonObject TextOr(string type, string pattern) =>
        new() { ["type"] = Types(type, "string"), ["pattern"] = $"{pattern}|{Reference}" };
}
