using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>
/// A model's thought before its answer, in the fields that its service used: some services want it back beside the tool calls that it led to.
/// </summary>
internal sealed class Thought
{
    private const string Details = "reasoning_details";

    private static readonly string[] Fields = ["reasoning_content", "reasoning", "reasoning_text", "thinking"];

    private readonly Dictionary<string, StringBuilder> _texts = [];
    private readonly Dictionary<string, JsonNode> _extras = [];
    private readonly SurrogateHalves _halves = new();
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

    /// <summary>Keeps an addition to a call, such as a signature that the service wants back.</summary>
    public void Keep(string callId, JsonElement extra) => _extras[callId] = JsonNode.Parse(extra.GetRawText())!;

    /// <summary>Puts the thought back into the message with the calls.</summary>
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
