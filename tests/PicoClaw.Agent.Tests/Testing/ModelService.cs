using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>An OpenAI-compatible service that answers with a status of the test's choice and keeps what it was asked.</summary>
internal sealed class ModelService : IAsyncDisposable
{
    private readonly Channel<(string Path, string? Key, JsonObject Body)> _requests = Channel.CreateBounded<(string, string?, JsonObject)>(100);
    private readonly WebApplication _app;

    private ModelService(Func<int, JsonObject, CancellationToken, Task<(int Status, string Text)>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var count = 0;
        _app.Run(async context =>
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
            await _requests.Writer.WriteAsync((context.Request.Path, context.Request.Headers.Authorization, body), context.RequestAborted);
            (context.Response.StatusCode, var text) = await answer(Interlocked.Increment(ref count), body, context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(context.Response.StatusCode == 200 ? Completion(text) : """{"error":{"message":"no","type":"server_error"}}""", context.RequestAborted);
        });
    }

    private static string Completion(string text) => new JsonObject
    {
        ["id"] = "c1",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = "m",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = "stop",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
        }),
    }.ToJsonString();

    public ChannelReader<(string Path, string? Key, JsonObject Body)> Requests => _requests.Reader;

    public Uri Address => new(_app.Urls.First());

    /// <summary><paramref name="status"/> gets the number of the request, from 1.</summary>
    public static Task<ModelService> StartAsync(Func<int, CancellationToken, Task<int>> status) =>
        StartAsync(new ModelService(async (count, _, aborted) => (await status(count, aborted), "good")));

    /// <summary><paramref name="answer"/> gets what was asked.</summary>
    public static Task<ModelService> StartAsync(Func<JsonObject, CancellationToken, Task<string>> answer) =>
        StartAsync(new ModelService(async (_, body, aborted) => (200, await answer(body, aborted))));

    private static async Task<ModelService> StartAsync(ModelService service)
    {
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
