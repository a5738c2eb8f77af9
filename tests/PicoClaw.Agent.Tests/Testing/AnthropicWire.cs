using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Answers of Anthropic's Messages API, streamed.</summary>
internal static class AnthropicWire
{
    private const string TextBlock = """{"type":"text","text":""}""";

    public static Task SayAsync(HttpResponse response, string text) => StreamAsync(response, TextBlock, Delta(text), "end_turn");

    /// <summary>The first piece of an answer, after which the test goes on as it likes.</summary>
    public static Task BeginAsync(HttpResponse response, string text) => BeginAsync(response, TextBlock, Delta(text));

    public static Task CallAsync(HttpResponse response, string tool, string arguments) => StreamAsync(
        response,
        new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_1", ["name"] = tool, ["input"] = new JsonObject() }.ToJsonString(),
        new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = arguments },
        "tool_use");

    public static async Task FailAsync(HttpResponse response, int status, string type, string message)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        var error = new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = type, ["message"] = message } };
        await response.WriteAsync(error.ToJsonString(), response.HttpContext.RequestAborted);
    }

    public static async Task EventAsync(HttpResponse response, string data)
    {
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream";
        }

        await response.WriteAsync($"event: {(string)JsonNode.Parse(data)!["type"]!}\ndata: {data}\n\n", response.HttpContext.RequestAborted);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static JsonObject Delta(string text) => new() { ["type"] = "text_delta", ["text"] = text };

    private static async Task BeginAsync(HttpResponse response, string block, JsonObject delta)
    {
        await EventAsync(
            response,
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"""
            + """ "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":1}}}""");
        await EventAsync(response, $$"""{"type":"content_block_start","index":0,"content_block":{{block}}}""");
        await EventAsync(response, $$"""{"type":"content_block_delta","index":0,"delta":{{delta.ToJsonString()}}}""");
    }

    private static async Task StreamAsync(HttpResponse response, string block, JsonObject delta, string stop)
    {
        await BeginAsync(response, block, delta);
        await EventAsync(response, """{"type":"content_block_stop","index":0}""");
        await EventAsync(response, $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stop}}}","stop_sequence":null},"usage":{"output_tokens":4}}""");
        await EventAsync(response, """{"type":"message_stop"}""");
    }
}
