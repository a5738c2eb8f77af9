using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>What a model thought before it answered, in the fields in which its service told it: some demand it back beside the calls of tools that it led to.</summary>
internal sealed class Thought
{
    private const string Details = "reasoning_details";

    private static readonly string[] Fields = ["reasoning_content", "reasoning", "reasoning_text", "thinking"];

    private readonly Dictionary<string, StringBuilder> _texts = [];
    private readonly Dictionary<string, JsonNode> _extras = [];
    private readonly Halves _halves = new();
    private readonly JsonArray _details = [];

    public bool IsEmpty => _texts.Count == 0 && _details.Count == 0 && _extras.Count == 0;

    public void Read(JsonElement? delta)
    {
        foreach (var field in Fields)
        {
            if (delta.Field(field) is { ValueKind: JsonValueKind.String } text)
            {
                var known = _texts.TryGetValue(field, out var found) ? found : _texts[field] = new StringBuilder();
                known.Append(_halves.Join(text.GetString()!));
            }
        }

        foreach (var detail in delta.Field(Details).Items().Where(detail => detail.ValueKind == JsonValueKind.Object))
        {
            Add(JsonObject.Create(detail)!);
        }
    }

    /// <summary>What a service put beside a call, such as a signature that it wants to see again.</summary>
    public void Keep(string callId, JsonElement extra) => _extras[callId] = JsonNode.Parse(extra.GetRawText())!;

    /// <summary>Puts it back into the message with the calls.</summary>
    public void WriteTo(JsonObject message)
    {
        foreach (var (field, text) in _texts)
        {
            message[field] = text.ToString();
        }

        if (_details.Count > 0)
        {
            message[Details] = _details.DeepClone();
        }

        foreach (var call in (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (call["id"] is JsonValue id && _extras.TryGetValue(id.ToString(), out var extra))
            {
                call["extra_content"] = extra.DeepClone();
            }
        }
    }

    // The pieces of one detail follow each other.
    private void Add(JsonObject detail)
    {
        if (_details.LastOrDefault() is not JsonObject last || !Same(last, detail, "type") || !Same(last, detail, "index"))
        {
            _details.Add(detail);
            return;
        }

        foreach (var (name, value) in detail.Where(field => field.Value is not null))
        {
            last[name] = name is "text" or "summary" or "data" && last[name] is { } before ? before.ToString() + value : value!.DeepClone();
        }
    }

    private static bool Same(JsonObject one, JsonObject other, string name) => one[name]?.ToString() == other[name]?.ToString();
}
