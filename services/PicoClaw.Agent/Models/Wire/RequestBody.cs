using System.Text.Json;
using System.Text.Json.Nodes;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Changes what the client of a protocol writes where services take it differently.</summary>
internal static class RequestBody
{
    private const string MaxTokens = "max_tokens";
    private const string MaxCompletionTokens = "max_completion_tokens";

    public static void Adapt(JsonObject body, ModelOptions model, ModelEndpoint endpoint, Exchange? exchange)
    {
        foreach (var tool in Objects(body["tools"]))
        {
            var holder = tool["function"] as JsonObject ?? tool;
            var name = holder.ContainsKey("input_schema") ? "input_schema" : "parameters";
            if (holder[name] is JsonObject schema)
            {
                holder[name] = SimpleSchema.Of(schema);
            }
        }

        if (endpoint.Protocol == ModelProtocol.Anthropic)
        {
            return;
        }

        var limit = body[MaxCompletionTokens] ?? body[MaxTokens];
        if (limit is not null)
        {
            body.Remove(MaxCompletionTokens);
            body.Remove(MaxTokens);
            body[model.MaxTokensField.Length > 0 ? model.MaxTokensField : endpoint.IsOpenAi ? MaxCompletionTokens : MaxTokens] = limit;
        }

        // What is meant when nothing is said; services without it refuse the word.
        if (body["tool_choice"] is JsonValue choice && choice.ToString() == "auto")
        {
            body.Remove("tool_choice");
        }

        foreach (var message in Objects(body["messages"]))
        {
            AdaptCalls(message, exchange);
        }
    }

    private static void AdaptCalls(JsonObject message, Exchange? exchange)
    {
        var calls = Objects(message["tool_calls"]).ToList();
        foreach (var function in calls.Select(call => call["function"]).OfType<JsonObject>())
        {
            // What the model wrote could not be read; a service that reads it again would refuse the request.
            if (Loose.Parse(function["arguments"]?.ToString() ?? "") is not { ValueKind: JsonValueKind.Object })
            {
                function["arguments"] = "{}";
            }
        }

        calls.Select(call => exchange?.ThoughtFor(call["id"]?.ToString() ?? "")).FirstOrDefault(thought => thought is not null)?.WriteTo(message);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
