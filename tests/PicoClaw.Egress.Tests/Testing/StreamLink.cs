using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A minimal Stream connection of a bot: acknowledges everything and keeps the messages.</summary>
internal sealed class StreamLink : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _heard = Channel.CreateBounded<JsonNode>(1000);
    private Task _reading = Task.CompletedTask;

    public static async Task<StreamLink> OpenAsync(HttpClient dingTalk, string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/gateway/connections/open")
        {
            Content = JsonContent.Create(
                new { clientId, clientSecret, subscriptions = new[] { new { type = "CALLBACK", topic = "/v1.0/im/bot/messages/get" } } }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await (await dingTalk.SendAsync(request, cancellationToken)).Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        var link = new StreamLink();
        await link._socket.ConnectAsync(new Uri($"{answer!["endpoint"]}?ticket={Uri.EscapeDataString((string)answer["ticket"]!)}"), cancellationToken);
        link._reading = link.ReadAsync();
        return link;
    }

    /// <summary>The next message to the bot.</summary>
    public Task<JsonNode> NextAsync() => Wait.ForAsync(_heard.Reader);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += read.Count;
                }
                while (!read.EndOfMessage);
                await AnswerAsync(JsonNode.Parse(buffer.AsSpan(0, length))!);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The link is closed.
        }
    }

    private async Task AnswerAsync(JsonNode frame)
    {
        var isPing = (string?)frame["type"] == "SYSTEM";
        var answer = new
        {
            code = 200,
            headers = new { messageId = (string)frame["headers"]!["messageId"]! },
            message = "OK",
            data = isPing ? (string?)frame["data"] : """{"response":null}""",
        };
        if (!isPing)
        {
            await _heard.Writer.WriteAsync(JsonNode.Parse((string)frame["data"]!)!);
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(answer), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
