using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Pipeline;

/// <summary>DingTalk as a message sees it: pushes frames on a WebSocket, takes their acks and the replies by session webhook.</summary>
internal sealed class DingTalkSide : IAsyncDisposable
{
    private const int LargestAck = 4096;

    private readonly ConcurrentDictionary<int, Passage> _underWay = new();
    private readonly Channel<WebSocket> _links = Channel.CreateBounded<WebSocket>(8);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _app;
    private WebSocket? _link;
    private int _count;

    private DingTalkSide(WebApplication app)
    {
        _app = app;
        app.UseWebSockets();
        app.MapPost(
            "/v1.0/gateway/connections/open",
            (HttpRequest request) => Results.Json(new { endpoint = $"ws://{request.Host}/connect", ticket = Guid.NewGuid() }));
        app.MapGet("/connect", ConnectAsync);
        app.MapPost("/robot/sendBySession", ReplyAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<DingTalkSide> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var side = new DingTalkSide(builder.Build());
        await side._app.StartAsync();
        return side;
    }

    /// <summary>Waits for the next client to connect, to which messages are pushed from then on.</summary>
    public async Task LinkAsync(CancellationToken cancellationToken) => _link = await _links.Reader.ReadAsync(cancellationToken);

    /// <summary>Ends when the message is answered.</summary>
    public async Task<Passage> SayAsync(int conversation, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        var frame = Frame(conversation, number);
        var passage = _underWay[number] = new Passage();
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _link!.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }

        await passage.Done.WaitAsync(cancellationToken);
        _underWay.TryRemove(number, out _);
        return passage;
    }

    /// <summary>The passages of the messages whose marks stand in <paramref name="text"/>.</summary>
    public IEnumerable<Passage> Find(string text) => Marks.In(text).Select(number => _underWay.GetValueOrDefault(number)).OfType<Passage>();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task ConnectAsync(HttpContext http)
    {
        using var link = await http.WebSockets.AcceptWebSocketAsync();
        await _links.Writer.WriteAsync(link, http.RequestAborted);
        var buffer = new byte[LargestAck];
        try
        {
            while (await link.ReceiveAsync(buffer, _stop.Token) is { MessageType: WebSocketMessageType.Text } ack)
            {
                foreach (var passage in Find(Encoding.UTF8.GetString(buffer, 0, ack.Count)))
                {
                    passage.SeenAcked();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client was killed, or the run is over.
        }
    }

    private async Task<IResult> ReplyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        foreach (var passage in Find(await reader.ReadToEndAsync()))
        {
            passage.SeenReplied();
        }

        return Results.Json(new { errcode = 0, errmsg = "ok" });
    }

    // The id of the frame holds the mark too, so the ack does.
    private byte[] Frame(int conversation, int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        var data = new JsonObject
        {
            ["conversationId"] = $"cid{conversation:D6}",
            ["conversationType"] = "1",
            ["msgId"] = Marks.Of(number),
            ["msgtype"] = "text",
            ["createAt"] = now.ToUnixTimeMilliseconds(),
            ["senderStaffId"] = $"user{conversation}",
            ["senderNick"] = "Li Lei",
            ["chatbotUserId"] = "robot",
            ["robotCode"] = "robot",
            ["sessionWebhook"] = new Uri(Address, $"robot/sendBySession?session={conversation}").ToString(),
            ["sessionWebhookExpiredTime"] = now.AddHours(1).ToUnixTimeMilliseconds(),
            ["text"] = new JsonObject { ["content"] = $"How is the weather in Hangzhou today? {Marks.Of(number)}" },
        };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["specVersion"] = "1.0",
            ["type"] = "CALLBACK",
            ["headers"] = new JsonObject
            {
                ["contentType"] = "application/json",
                ["messageId"] = Marks.Of(number),
                ["time"] = $"{now.ToUnixTimeMilliseconds()}",
                ["topic"] = "/v1.0/im/bot/messages/get",
            },
            ["data"] = data.ToJsonString(),
        });
    }
}
