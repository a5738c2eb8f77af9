using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>An MCP server over real HTTP, written from the protocol; it requires a key and accepts only its own sessions.</summary>
internal sealed class McpPeer : IAsyncDisposable
{
    private const string SessionHeader = "Mcp-Session-Id";

    private readonly string _session = Guid.NewGuid().ToString();
    private readonly string _key;
    private readonly WebApplication _app;

    private McpPeer(string key, int port)
    {
        _key = key;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>How many requests came, valid or not.</summary>
    public int Asked { get; private set; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<McpPeer> StartAsync(string key, int port = 0)
    {
        var peer = new McpPeer(key, port);
        await peer._app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Asked++;
        string given = request.Headers["X-Key"].ToString();
        if (given != _key)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            await response.WriteAsync($"{given} is wrong", context.RequestAborted);
        }
        else if (request.Method != HttpMethods.Post)
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else
        {
            var message = (await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted))!;
            await AnswerAsync(message, request.Headers[SessionHeader].ToString(), response);
        }
    }

    private async Task AnswerAsync(JsonNode message, string session, HttpResponse response)
    {
        var method = (string)message["method"]!;
        if (session.Length > 0 && session != _session)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (message["id"] is not { } id)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
        }
        else
        {
            response.Headers[SessionHeader] = _session;
            response.ContentType = "application/json";
            var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone() };
            (string part, JsonNode content) = Answer(method, message["params"]);
            answer[part] = content;
            await response.WriteAsync(answer.ToJsonString(), response.HttpContext.RequestAborted);
        }
    }

    private static (string Part, JsonNode Content) Answer(string method, JsonNode? given) => method switch
    {
        "initialize" => ("result", new JsonObject
        {
            ["protocolVersion"] = given!["protocolVersion"]!.DeepClone(),
            ["capabilities"] = JsonNode.Parse("""{"tools":{}}"""),
            ["serverInfo"] = JsonNode.Parse("""{"name":"peer","version":"1"}"""),
        }),
        "tools/list" => ("result", JsonNode.Parse("""{"tools":[{"name":"add","description":"Adds.","inputSchema":{"type":"object"}}]}""")!),
        "tools/call" when (string?)given!["name"] == "add" => ("result", Text(((int)given["arguments"]!["a"]! + (int)given["arguments"]!["b"]!).ToString())),
        _ => ("error", new JsonObject { ["code"] = -32601, ["message"] = method }),
    };

    private static JsonNode Text(string text) =>
        new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) };
}
