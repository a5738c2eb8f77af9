using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Load.Egress;

/// <summary>A bare Stream link, which brings the webhook of each message.</summary>
internal sealed class Sessions : IDisposable
{
    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private Sessions(Uri emulator) => _http = new HttpClient { BaseAddress = emulator };

    public static async Task<Sessions> OpenAsync(Uri emulator)
    {
        var sessions = new Sessions(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/gateway/connections/open")
        {
            Content = JsonContent.Create(new
            {
                clientId = EgressRig.ClientId,
                clientSecret = EgressRig.ClientSecret,
                subscriptions = new[] { new { type = "CALLBACK", topic = "/v1.0/im/bot/messages/get" } },
            }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        using var opened = await sessions._http.SendAsync(request);
        var link = (await opened.Content.ReadFromJsonAsync<JsonNode>())!;
        var ticket = Uri.EscapeDataString((string)link["ticket"]!);
        await sessions._socket.ConnectAsync(new Uri($"{link["endpoint"]}?ticket={ticket}"), CancellationToken.None);
        return sessions;
    }

    /// <summary>Writes as a user; returns the webhook for the answer.</summary>
    public async Task<string> HearAsync(Conversation conversation)
    {
        var hello = new { text = "hello", conversationId = conversation.Id, senderStaffId = conversation.UserId, replies = 0 };
        var say = _http.PostAsJsonAsync("/emulator/say", hello);
        while (true)
        {
            var frame = await ReceiveAsync();
            var isMessage = (string?)frame["type"] == "CALLBACK";
            var ack = new
            {
                code = 200,
                headers = new { messageId = (string)frame["headers"]!["messageId"]! },
                message = "OK",
                data = isMessage ? """{"response":null}""" : (string?)frame["data"],
            };
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(ack), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            if (isMessage)
            {
                using var said = await say;
                said.EnsureSuccessStatusCode();
                return (string)JsonNode.Parse((string)frame["data"]!)!["sessionWebhook"]!;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult read;
        do
        {
            read = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += read.Count;
        }
        while (!read.EndOfMessage);
        return JsonNode.Parse(_buffer.AsSpan(0, length))!;
    }
}
