using System.Runtime.CompilerServices;
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
    private readonly Func<ModelCall, CancellationToken, IAsyncEnumerable<string>>? _speech;
    private readonly WebApplication _app;

    private ModelServer(
        WebApplication app, Func<ModelCall, CancellationToken, Task> think, Func<ModelCall, CancellationToken, IAsyncEnumerable<string>>? speech)
    {
        (_app, _think, _speech) = (app, think, speech);
        app.MapPost("/v1/chat/completions", CompleteAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "v1");

    /// <summary>The last words of every answer.</summary>
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
    /// <param name="speech">What is said before the last words, piece by piece; null: nothing.</param>
    public static async Task<ModelServer> StartAsync(
        Func<ModelCall, CancellationToken, Task> think, Func<ModelCall, CancellationToken, IAsyncEnumerable<string>>? speech = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build(), think, speech);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task CompleteAsync(HttpContext http)
    {
        var request = (await JsonNode.ParseAsync(http.Request.Body))!;
        var said = request["messages"]!.AsArray().Reverse().TakeWhile(message => (string?)message!["role"] != "assistant").Reverse()
            .Where(message => (string?)message!["role"] == "user").SelectMany(message => Token.In(message!["content"]!.ToJsonString()));
        var call = new ModelCall((string)request["model"]!, [.. said], TimeProvider.System.GetUtcNow())
        {
            Streams = request["stream"]?.GetValueKind() == JsonValueKind.True,
            LastAnswer = Text(request["messages"]!.AsArray().LastOrDefault(message => (string?)message!["role"] == "assistant")?["content"]),
        };
        lock (_calls)
        {
            _calls.Add(call);
        }

        try
        {
            await _think(call, http.RequestAborted);
            await AnswerAsync(http, request, PiecesAsync(call, http.RequestAborted));
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

    // A client sends a text, or a list of its parts.
    private static string? Text(JsonNode? content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)content;

    private async IAsyncEnumerable<string> PiecesAsync(ModelCall call, [EnumeratorCancellation] CancellationToken gone)
    {
        if (_speech is { } speech)
        {
            await foreach (var piece in speech(call, gone))
            {
                yield return piece;
            }
        }

        yield return $"{call.Replica} heard {string.Concat(call.Said)}{Tail}";
    }

    private static async Task AnswerAsync(HttpContext http, JsonNode request, IAsyncEnumerable<string> pieces)
    {
        var model = (string)request["model"]!;
        var usage = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 5, ["total_tokens"] = 15 };
        if (request["stream"]?.GetValueKind() != JsonValueKind.True)
        {
            var answer = string.Concat(await pieces.ToListAsync(http.RequestAborted));
            var message = new JsonObject { ["role"] = "assistant", ["content"] = answer };
            var whole = Completion(model, "chat.completion", new JsonObject { ["message"] = message, ["finish_reason"] = "stop" }, usage);
            await http.Response.WriteAsJsonAsync(whole, http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        await foreach (var piece in pieces)
        {
            var delta = new JsonObject { ["role"] = "assistant", ["content"] = piece };
            await WriteAsync(http, Completion(model, "chat.completion.chunk", new JsonObject { ["delta"] = delta, ["finish_reason"] = null }, usage: null));
        }

        await WriteAsync(http, Completion(model, "chat.completion.chunk", new JsonObject { ["delta"] = new JsonObject(), ["finish_reason"] = "stop" }, usage));
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext http, JsonObject chunk)
    {
        await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static JsonObject Completion(string model, string kind, JsonObject choice, JsonObject? usage)
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
