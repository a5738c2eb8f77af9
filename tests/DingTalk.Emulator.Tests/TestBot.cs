using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PicoClaw.Tests.Clocks;

namespace DingTalk.Emulator.Tests;

// A Stream client on a bare ClientWebSocket.
internal sealed class TestBot : IAsyncDisposable
{
    private readonly TestEmulator _emulator;

    private TestBot(TestEmulator emulator) => _emulator = emulator;

    public ClientWebSocket Socket { get; } = new();

    public static JsonObject OpenBody(
        string app = "dingdemo", string secret = "demo-secret", string topic = "/v1.0/im/bot/messages/get", string type = "CALLBACK") => new()
        {
            ["clientId"] = app,
            ["clientSecret"] = secret,
            ["ua"] = "test/1.0",
            ["subscriptions"] = new JsonArray(new JsonObject { ["type"] = type, ["topic"] = topic }),
        };

    // Returns when the emulator counts the link as open.
    public static async Task<TestBot> ConnectAsync(
        TestEmulator emulator, string app = "dingdemo", string secret = "demo-secret", string topic = "/v1.0/im/bot/messages/get",
        string type = "CALLBACK")
    {
        var before = (int)(await emulator.StatsAsync())["connections"]![app]!;
        var opened = await emulator.OpenAsync(OpenBody(app, secret, topic, type));
        opened.Status.ShouldBe(200, opened.Body);
        var bot = new TestBot(emulator);
        await bot.Socket.ConnectAsync(Url(opened.Json), TestEmulator.Stop);
        await emulator.UntilAsync(stats => (int)stats["connections"]![app]! > before);
        return bot;
    }

    public static Uri Url(JsonNode opened) => new($"{opened["endpoint"]}?ticket={Uri.EscapeDataString((string)opened["ticket"]!)}");

    public async Task<JsonNode> ReceiveAsync()
    {
        var frame = await ReceiveOrCloseAsync();
        return frame.ShouldNotBeNull("the emulator closed the connection");
    }

    // Null when the server closes; throws when the link breaks.
    public async Task<JsonNode?> ReceiveOrCloseAsync()
    {
        using var limit = TestDeadline.In(TestEmulator.Patience);
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        WebSocketReceiveResult part;
        do
        {
            part = await Socket.ReceiveAsync(buffer, limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(message.ToArray());
    }

    public Task SendAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestEmulator.Stop);

    public Task AckAsync(JsonNode frame, int code = 200, string data = """{"response":null}""") => SendAsync(new JsonObject
    {
        ["code"] = code,
        ["message"] = "OK",
        ["data"] = data,
        ["headers"] = new JsonObject { ["contentType"] = "application/json", ["messageId"] = (string)frame["headers"]!["messageId"]! },
    }.ToJsonString());

    // Replies through the frame's webhook.
    public Task<Answer> ReplyAsync(JsonNode frame, string text, string title = "Answer") => _emulator.PostAsync(
        Webhook(frame), new JsonObject { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["title"] = title, ["text"] = text } });

    public static JsonNode Data(JsonNode frame) => JsonNode.Parse((string)frame["data"]!)!;

    public static string Webhook(JsonNode frame) => (string)Data(frame)["sessionWebhook"]!;

    public static string Text(JsonNode frame) => (string)Data(frame)["text"]!["content"]!;

    public static string MessageId(JsonNode frame) => (string)frame["headers"]!["messageId"]!;

    public ValueTask DisposeAsync()
    {
        Socket.Abort();
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
