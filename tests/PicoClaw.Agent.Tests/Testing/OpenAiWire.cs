using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Answers of an OpenAI-compatible service, streamed or whole, as the request asks.</summary>
internal static class OpenAiWire
{
    private const string Usage = """{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}""";

    public static Task SayAsync(HttpResponse response, ModelRequest request, string text) =>
        AnswerAsync(response, request, new JsonObject { ["role"] = "assistant", ["content"] = text }, "stop");

    public static Task CallAsync(HttpResponse response, ModelRequest request, string tool, string arguments, string text = "") => AnswerAsync(
        response,
        request,
        new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = text,
            ["tool_calls"] = new JsonArray(Call(tool, arguments)),
        },
        "tool_calls");

    public static async Task FailAsync(HttpResponse response, int status, string message = "no", string code = "server_error")
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        var error = new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "error", ["code"] = code } };
        await response.WriteAsync(error.ToJsonString(), response.HttpContext.RequestAborted);
    }

    /// <summary>The first piece of an answer, after which the test goes on as it likes.</summary>
    public static async Task BeginAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/event-stream";
        await WriteAsync(response, Chunk(new JsonObject { ["role"] = "assistant", ["content"] = text }, null));
    }

    /// <summary>One event in the middle of an answer.</summary>
    public static Task EventAsync(HttpResponse response, string data) => WriteAsync(response, data);

    /// <summary>The first piece of a tool call, whose arguments may be incomplete.</summary>
    public static async Task BeginCallAsync(HttpResponse response, string tool, string arguments, string? finish = null)
    {
        response.ContentType = "text/event-stream";
        await WriteAsync(response, Chunk(new JsonObject { ["role"] = "assistant", ["tool_calls"] = new JsonArray(Call(tool, arguments)) }, null));
        if (finish is not null)
        {
            await WriteAsync(response, Chunk([], finish));
        }
    }

    private static async Task AnswerAsync(HttpResponse response, ModelRequest request, JsonObject message, string finish)
    {
        if (request.Streams)
        {
            response.ContentType = "text/event-stream";
            await WriteAsync(response, Chunk(message, null));
            await WriteAsync(response, Chunk([], finish));
            await WriteAsync(response, $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{{Usage}}}""");
            await WriteAsync(response, "[DONE]");
            return;
        }

        response.ContentType = "application/json";
        var choice = new JsonObject { ["index"] = 0, ["finish_reason"] = finish, ["message"] = message };
        await response.WriteAsync(
            $$"""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{{choice.ToJsonString()}}],"usage":{{Usage}}}""",
            response.HttpContext.RequestAborted);
    }

    private static JsonObject Call(string tool, string arguments) => new()
    {
        ["index"] = 0,
        ["id"] = "call_1",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
    };

    private static string Chunk(JsonObject delta, string? finish)
    {
        var choice = new JsonObject { ["index"] = 0, ["finish_reason"] = finish, ["delta"] = delta };
        return $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{{choice.ToJsonString()}}]}""";
    }

    private static async Task WriteAsync(HttpResponse response, string data)
    {
        await response.WriteAsync($"data: {data}\n\n", response.HttpContext.RequestAborted);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }
}
