using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Changes the body that the protocol's client writes where services take it differently.</summary>
internal static class RequestBody
{
    private const string MaxTokens = "max_tokens";
    private const string MaxCompletionTokens = "max_completion_tokens";

    public static void Adapt(JsonObject body, ModelEntry model, ModelEndpoint endpoint, Exchange? exchange)
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

        // It is the default, and some services refuse the word.
        if (body["tool_choice"] is JsonValue choice && choice.ToString() == "auto")
        {
            body.Remove("tool_choice");
        }

        foreach (var message in Objects(body["messages"]))
        {
            AdaptText(message);
            AdaptCalls(message, exchange);
        }
    }

    // Services whose models see nothing, and templates of local ones, want a text and refuse a list of them.
    private static void AdaptText(JsonObject message)
    {
        var parts = Objects(message["content"]).ToList();
        if (parts.Count > 0 && parts.TrueForAll(part => part["type"]?.ToString() == "text"))
        {
            message["content"] = string.Concat(parts.Select(part => part["text"]?.ToString()));
        }
    }

    private static void AdaptCalls(JsonObject message, Exchange? exchange)
    {
        var calls = Objects(message["tool_calls"]).ToList();
        foreach (var function in calls.Select(call => call["function"]).OfType<JsonObject>())
        {
            // The model wrote something unreadable; a service that reads it again would refuse the request.
            if (LenientJson.Parse(function["arguments"]?.ToString() ?? "") is not { ValueKind: JsonValueKind.Object })
            {
                function["arguments"] = "{}";
            }
        }

        var thought = calls.Select(call => exchange?.ThoughtFor(call["id"]?.ToString() ?? "")).FirstOrDefault(thought => thought is not null);
        thought?.WriteTo(message);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
