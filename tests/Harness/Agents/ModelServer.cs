using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Harness.Agents;

/// <summary>A model behind OpenAI's protocol that answers with the tokens since its last answer, and remembers every call.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly List<ModelCall> _calls = [];
    private readonly Func<ModelCall, CancellationToken, Task> _think;
    private readonly WebApplication _app;

    private ModelServer(WebApplication app, Func<ModelCall, CancellationToken, Task> think)
    {
        (_app, _think) = (app, think);
        app.MapPost("/v1/chat/completions", CompleteAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "v1");

    /// <summary>The end of every answer.</summary>
    public string Tail { get; set; } = "";

    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <param name="think">Awaited before a call is answered; cancelled when its caller disconnects.</param>
    public static async Task<ModelServer> StartAsync(Func<ModelCall, CancellationToken, Task> think)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build(), think);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task CompleteAsync(HttpContext http)
    {
        var request = (await JsonNode.ParseAsync(http.Request.Body))!;
        var said = request["messages"]!.AsArray().Reverse().TakeWhile(message => (string?)message!["role"] != "assistant").Reverse()
            .Where(message => (string?)message!["role"] == "user").SelectMany(message => Token.In(message!["content"]!.ToJsonString()));
        var call = new ModelCall((string)request["model"]!, [.. said], TimeProvider.System.GetUtcNow());
        lock (_calls)
        {
            _calls.Add(call);
        }

        try
        {
            await _think(call, http.RequestAborted);
            await AnswerAsync(http, request, $"{call.Replica} heard {string.Concat(call.Said)}{Tail}");
            call.Answered = true;
        }
        catch (OperationCanceledException)
        {
            // The caller has disconnected.
        }
        finally
        {
            call.EndedAt = TimeProvider.System.GetUtcNow();
        }
    }

    private static async Task AnswerAsync(HttpContext http, JsonNode request, string answer)
    {
        var model = (string)request["model"]!;
        var usage = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 5, ["total_tokens"] = 15 };
        if (request["stream"]?.GetValueKind() != JsonValueKind.True)
        {
            var message = new JsonObject { ["role"] = "assistant", ["content"] = answer };
            var whole = Completion(model, "chat.completion", new JsonObject { ["message"] = message, ["finish_reason"] = "stop" }, usage);
            await http.Response.WriteAsJsonAsync(whole, http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        var delta = new JsonObject { ["role"] = "assistant", ["content"] = answer };
        var chunk = Completion(model, "chat.completion.chunk", new JsonObject { ["delta"] = delta, ["finish_reason"] = "stop" }, usage);
        await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\ndata: [DONE]\n\n", http.RequestAborted);
    }

    private static JsonObject Completion(string model, string kind, JsonObject choice, JsonObject usage)
    {
        choice["index"] = 0;
        return new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = kind,
            ["created"] = 1,
            ["model"] = model,
            ["choices"] = new JsonArray(choice),
            ["usage"] = usage,
        };
    }
}
