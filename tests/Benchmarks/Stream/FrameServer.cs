using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Stream;

/// <summary>
/// The minimum of DingTalk that a Stream client needs. It writes WebSocket frames itself, because the phases differ in the number of frames in one write,
/// which no WebSocket library lets a caller choose.
/// </summary>
internal sealed class FrameServer : IAsyncDisposable
{
    private readonly Channel<ServerLink> _links = Channel.CreateBounded<ServerLink>(8);
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _app;

    private FrameServer(WebApplication app)
    {
        _app = app;
        app.MapGet("/gettoken", () => Results.Json(new { errcode = 0, errmsg = "ok", access_token = "token", expires_in = 7200 }));
        app.MapPost("/v1.0/gateway/connections/open", (HttpRequest request) =>
            Results.Json(new { endpoint = $"ws://{request.Host}/connect", ticket = Guid.NewGuid() }));
        app.MapGet("/connect", ConnectAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<FrameServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FrameServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The next client that connects.</summary>
    public ValueTask<ServerLink> LinkAsync(CancellationToken cancellationToken) => _links.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ConnectAsync(HttpContext http)
    {
        var upgrade = http.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        var key = $"{http.Request.Headers.SecWebSocketKey}258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        http.Response.Headers.Upgrade = "websocket";
#pragma warning disable CA5350 // RFC 6455 wants SHA-1; nothing is protected by it.
        http.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        await using var stream = await upgrade.UpgradeAsync();
        var link = new ServerLink(stream);
        await _links.Writer.WriteAsync(link, http.RequestAborted);
        await link.Ended.WaitAsync(_stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
