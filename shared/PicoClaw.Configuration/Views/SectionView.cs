using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Views;

/// <summary>The fields of one section as they stand in config.json.</summary>
internal static class SectionView
{
    public static void Write(JsonObject view, SectionSchema schema, IConfiguration section)
    {
        foreach (var field in schema.Fields.Where(field => field.Key.Length > 0))
        {
            if (ValueOf(field, section.GetSection(field.Key)) is { } value)
            {
                Put(view, field.Json.Split('.'), value);
            }
        }
    }

    private static JsonNode? ValueOf(ConfigField field, IConfigurationSection found)
    {
        if (found.Value is { } text)
        {
            return Scalar(field, text);
        }

        var children = found.GetChildren().ToList();
        return children.Count == 0 ? null
            : children.All(child => int.TryParse(child.Key, CultureInfo.InvariantCulture, out _))
                ? List(field, [.. children.Select(child => child.Value ?? "")])
            : field.Json == "store" ? Scalar(field, found["Postgres"] ?? found["Directory"] ?? "")
            : new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, Scalar(field, child.Value ?? ""))));
    }

    private static JsonArray List(ConfigField field, IReadOnlyList<string> items) =>
        new([.. items.Select((item, i) => i > 0 && SecretText.IsAnnouncedBy(items[i - 1]) ? JsonValue.Create(SecretText.Stars) : Scalar(field, item))]);

    private static JsonNode? Scalar(ConfigField field, string text)
    {
        if (field.Kind.IsSecret)
        {
            return SecretText.Stars;
        }

        var types = field.Kind.Describe()["type"]?.ToJsonString() ?? "";
        return Is("boolean") && bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
            : Is("integer") && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
            : Is("number") && double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : Is("object") && text.StartsWith('{') ? Hidden(JsonNode.Parse(text), isSecret: false)
            : SecretText.Hide(text);

        bool Is(string type) => types.Contains(type, StringComparison.Ordinal);
    }

    // An object of the user's own, in which any text may be a secret by its name.
    private static JsonNode? Hidden(JsonNode? node, bool isSecret) => node switch
    {
        JsonObject map => new JsonObject(
            map.Select(member => KeyValuePair.Create(member.Key, Hidden(member.Value, isSecret || SecretText.IsNameOfSecret(member.Key))))),
        JsonArray list => new JsonArray([.. list.Select(item => Hidden(item, isSecret))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => isSecret ? SecretText.Stars : SecretText.Hide(text.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private static void Put(JsonObject view, IReadOnlyList<string> path, JsonNode value)
    {
        foreach (var name in path.SkipLast(1))
        {
            view = (view[name] ??= new JsonObject()).AsObject();
        }

        view[path[^1]] = value;
    }
}
