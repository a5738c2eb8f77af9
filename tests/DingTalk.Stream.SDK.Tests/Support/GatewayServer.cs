using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.Tests.Support;

// A minimal gateway and WebSocket server that tests control step by step, without the emulator.
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<GatewayCall> _calls = Channel.CreateUnbounded<GatewayCall>();
    private readonly Channel<ServerLink> _links = Channel.CreateUnbounded<ServerLink>();
    private int _tickets;

    private GatewayServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapPost("/v1.0/gateway/connections/open", OpenAsync);
        _app.Map("/connect", ConnectAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    // The answers to the next gateway calls; when empty, an endpoint and a ticket.
    public ConcurrentQueue<(int Status, string Body)> NextAnswers { get; } = new();

    // The query between the endpoint's path and the ticket.
    public string EndpointQuery { get; set; } = "";

    // Whether the next links read nothing, and so answer no pings either.
    public bool Deaf { get; set; }

    // The number of next handshakes to refuse.
    public int RefuseHandshakes { get; set; }

    // The redirect target of the next handshakes.
    public Uri? RedirectHandshakes { get; set; }

    public static async Task<GatewayServer> StartAsync()
    {
        var server = new GatewayServer();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public Task<GatewayCall> CallAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public Task<ServerLink> LinkAsync() => _links.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public bool HasMoreCalls => _calls.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task OpenAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!NextAnswers.TryDequeue(out var answer))
        {
            // Contains characters that must be encoded, as a real ticket may.
            var ticket = $"t+{Interlocked.Increment(ref _tickets)}/=&x";
            var endpoint = $"ws://127.0.0.1:{Address.Port}/connect{EndpointQuery}";
            answer = (200, $$"""{"endpoint":"{{endpoint}}","ticket":"{{ticket}}"}""");
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Body.StartsWith('<') ? "text/html" : "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        await context.Response.CompleteAsync();
        _calls.Writer.TryWrite(new GatewayCall(body, context.Request.Headers.Accept.ToString(), context.Request.ContentType ?? ""));
    }

    private async Task ConnectAsync(HttpContext context)
    {
        if (RefuseHandshakes > 0)
        {
            RefuseHandshakes--;
            context.Response.StatusCode = 400;
            return;
        }

        if (RedirectHandshakes is { } elsewhere)
        {
            context.Response.Redirect(elsewhere.ToString());
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var link = new ServerLink(socket, context.Request.Query["ticket"].ToString(), context.Abort);
        _links.Writer.TryWrite(link);
        if (Deaf)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        await link.ReadToEndAsync();
    }
}
