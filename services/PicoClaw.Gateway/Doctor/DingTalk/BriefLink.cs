using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>A Stream link that only listens whether it lives.</summary>
internal sealed class BriefLink : IDisposable
{
    private const int LongestFrame = 64 * 1024;

    private readonly ClientWebSocket _socket = new();

    private BriefLink()
    {
        // A link whose pings are not answered ends with an error while it is listened to.
        _socket.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(500);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(5);
    }

    /// <exception cref="WebSocketException">It does not open.</exception>
    public static async Task<BriefLink> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var link = new BriefLink();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        try
        {
            await link._socket.ConnectAsync(address, http, cancellationToken);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>The type and topic of the first frame; null when none came in time. Only a ping is answered: anything else comes again elsewhere.</summary>
    /// <exception cref="WebSocketException">The link broke.</exception>
    public async Task<string?> ListenAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        var buffer = new byte[LongestFrame];
        try
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), either.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "closed at once by the other side");
            }

            var first = await ReadAsync(Encoding.UTF8.GetString(buffer, 0, received.Count), cancellationToken);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
            return first;
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReadAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            var frame = JsonNode.Parse(text);
            var (type, topic) = ((string?)frame?["type"], (string?)frame?["headers"]?["topic"]);
            if (type == "SYSTEM" && topic == "ping")
            {
                var ack = new JsonObject
                {
                    ["code"] = 200,
                    ["headers"] = new JsonObject { ["contentType"] = "application/json", ["messageId"] = (string?)frame!["headers"]!["messageId"] },
                    ["message"] = "OK",
                    ["data"] = (string?)frame["data"],
                };
                await _socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            return $"{type} {topic}";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "one that cannot be read";
        }
    }
}
