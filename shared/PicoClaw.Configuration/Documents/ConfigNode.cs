using System.Text.Json;

namespace PicoClaw.Configuration.Documents;

/// <summary>A JSON value with its position in the file.</summary>
internal sealed class ConfigNode(JsonValueKind kind, ConfigPlace place, string text = "")
{
    public JsonValueKind Kind => kind;

    public ConfigPlace Place => place;

    /// <summary>The text of a string, the digits of a number, the JSON source of an object or array.</summary>
    public string Text { get; init; } = text;

    public IReadOnlyList<ConfigMember> Members { get; init; } = [];

    public IReadOnlyList<ConfigNode> Items { get; init; } = [];

    public static ConfigNode FromVariable(string name, string value) =>
        new(JsonValueKind.String, ConfigPlace.Variable(name), value);

    public ConfigNode? Find(string name) => Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>Says what was found without showing it: any value may be a secret in the wrong place.</summary>
    public string Describe() => kind switch
    {
        JsonValueKind.Object => "an object { }",
        JsonValueKind.Array => "a list [ ]",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
