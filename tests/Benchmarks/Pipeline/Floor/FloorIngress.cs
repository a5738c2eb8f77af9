using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Pipeline.Floor;

/// <summary>Frame, confirmed publish, ack.</summary>
internal sealed class FloorIngress(FloorBroker broker, ClientWebSocket link) : IDisposable
{
    private const int LargestFrame = 64 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);

    public static async Task StartAsync(string broker, Uri dingTalk)
    {
        using var http = new HttpClient { BaseAddress = dingTalk };
        using var opened = await http.PostAsJsonAsync("v1.0/gateway/connections/open", new { clientId = "bench" });
        var endpoint = (await opened.Content.ReadFromJsonAsync<JsonObject>())!;
        var link = new ClientWebSocket();
        await link.ConnectAsync(new Uri($"{endpoint["endpoint"]}?ticket={endpoint["ticket"]}"), CancellationToken.None);
        _ = new FloorIngress(await FloorBroker.ConnectAsync(broker), link).ReadAsync();
    }

    public void Dispose() => _writing.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[LargestFrame];
        while (await link.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } frame)
        {
            var text = buffer.AsSpan(0, frame.Count).ToArray();
            _ = Task.Run(() => TakeAsync(text));
        }
    }

    private async Task TakeAsync(byte[] frame)
    {
        using var document = JsonDocument.Parse(frame);
        var id = document.RootElement.GetProperty("headers").GetProperty("messageId").GetString();
        await broker.SendAsync(FloorContender.AgentIntake, Encoding.UTF8.GetBytes(document.RootElement.GetProperty("data").GetString()!));
        var ack = JsonSerializer.SerializeToUtf8Bytes(new { code = 200, headers = new { contentType = "application/json", messageId = id }, message = "OK", data = "{}" });
        await _writing.WaitAsync();
        try
        {
            await link.SendAsync(ack, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }
}
