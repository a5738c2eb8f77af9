using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Tests.Pages;

/// <summary>What a field accepts, in a few words, from its JSON Schema.</summary>
internal static class OptionType
{
    public static string Of(JsonObject schema, PageWords words)
    {
        if (schema["anyOf"]?[0]?["enum"] is JsonArray values)
        {
            return string.Join(", ", values.Select(value => $"`{value}`"));
        }

        var types = Types(schema);
        return types switch
        {
            _ when types.Contains("array") => schema["items"] is JsonObject item && Types(item).Contains("string") ? words.Texts : words.List,
            _ when types.Contains("integer") => Range(schema, words.Whole),
            _ when types.Contains("number") => Range(schema, words.Number),
            _ when types.Contains("boolean") => "`true`, `false`",
            _ when types.Contains("string") => words.Text,
            _ => words.Object,
        };
    }

    private static string Range(JsonObject schema, string name) => (schema["minimum"], schema["maximum"]) switch
    {
        ({ } min, { } max) => $"{name} {min}–{max}",
        ({ } min, null) => $"{name} ≥ {min}",
        _ => name,
    };

    private static string[] Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => [.. types.Select(type => (string)type!)],
        JsonValue type => [(string)type!],
        _ => [],
    };
}
