using System.Text.Json;

namespace DingTalk.Stream.Tests.Support;

internal sealed record Ack(int Code, string MessageId, string Message, string Data)
{
    public static Ack Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        root.GetProperty("headers").GetProperty("contentType").GetString().ShouldBe("application/json");
        return new Ack(
            root.GetProperty("code").GetInt32(),
            root.GetProperty("headers").GetProperty("messageId").GetString()!,
            root.GetProperty("message").GetString()!,
            root.GetProperty("data").GetString()!);
    }
}
