using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Models;

internal sealed record ChatRequest(string Model, IReadOnlyList<ModelMessage> Messages, bool Stream, bool IncludeUsage)
{
    public static ChatRequest? Parse(JsonObject root, out string problem)
    {
        var fields = new JsonFields(root);
        var model = fields.Text("model", required: true);
        var stream = fields.Flag("stream") ?? false;
        var usage = fields.Object("stream_options")?["include_usage"]?.GetValueKind() == JsonValueKind.True;
        var messages = new List<ModelMessage>();
        if (root["messages"] is JsonArray list && list.All(item => item is JsonObject))
        {
            messages.AddRange(list.Select(item => Read(new JsonFields((JsonObject)item!), fields)));
        }

        if (!messages.Any(message => message.Role == "user"))
        {
            fields.Report("\"messages\" must be a list with at least one user message");
        }

        problem = fields.Problem ?? "";
        return problem.Length == 0 ? new ChatRequest(model!, messages, stream, usage) : null;
    }

    private static ModelMessage Read(JsonFields message, JsonFields all)
    {
        var role = message.Text("role", required: true) ?? "";
        if (message.Problem is { } problem)
        {
            all.Report(problem);
        }

        // Content is a string or a list of parts; an assistant's tool call has none.
        var content = message.Root["content"] switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            JsonArray parts => string.Concat(parts.OfType<JsonObject>().Select(part => new JsonFields(part).Text("text"))),
            _ => "",
        };
        return new ModelMessage(role, content);
    }
}
