using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Pipeline.Floor;

/// <summary>A Stream link: frames come in, each is acked by its id.</summary>
internal sealed class FloorLink(ClientWebSocket socket) : IDisposable
{
    private const int LargestFrame = 64 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);

    public static async Task<FloorLink> OpenAsync(Uri dingTalk)
    {
        using var http = new HttpClient { BaseAddress = dingTalk };
        using var opened = await http.PostAsJsonAsync("v1.0/gateway/connections/open", new { clientId = "bench" });
        var endpoint = (await opened.Content.ReadFromJsonAsync<JsonObject>())!;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{endpoint["endpoint"]}?ticket={endpoint["ticket"]}"), CancellationToken.None);
        return new FloorLink(socket);
    }

    public void Dispose()
    {
        _writing.Dispose();
        socket.Dispose();
    }

    /// <summary>Calls <paramref name="take"/> with the data of each frame and with what acks it; the next frame does not wait for it.</summary>
    public async Task ReadAsync(Func<string, Func<Task>, Task> take)
    {
        var buffer = new byte[LargestFrame];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } frame)
        {
            var text = buffer.AsSpan(0, frame.Count).ToArray();
            _ = Task.Run(() => TakeAsync(text, take));
        }
    }

    private async Task TakeAsync(byte[] frame, Func<string, Func<Task>, Task> take)
    {
        using var document = JsonDocument.Parse(frame);
        var id = document.RootElement.GetProperty("headers").GetProperty("messageId").GetString()!;
        await take(document.RootElement.GetProperty("data").GetString()!, () => AckAsync(id));
    }

    private async Task AckAsync(string id)
    {
        var headers = new { contentType = "application/json", messageId = id };
        var ack = JsonSerializer.SerializeToUtf8Bytes(new { code = 200, headers, message = "OK", data = "{}" });
        await _writing.WaitAsync();
        try
        {
            await socket.SendAsync(ack, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }
}
