namespace DingTalk.Stream.Protocol;

/// <summary>Topics known to the library. Source: docs/dingtalk-protocol.md 2.3.</summary>
public static class Topics
{
    /// <summary><c>CALLBACK</c>: a bot message, see <see cref="BotMessage"/>.</summary>
    public const string BotMessage = "/v1.0/im/bot/messages/get";

    /// <summary><c>CALLBACK</c>: a card action, see <see cref="Protocol.CardCallback"/>.</summary>
    public const string CardCallback = "/v1.0/card/instances/callback";

    /// <summary><c>CALLBACK</c>: a call of an AI plug-in or of the graph API, see <see cref="Protocol.GraphCall"/>.</summary>
    public const string GraphCall = "/v1.0/graph/api/invoke";

    /// <summary><c>EVENT</c>: every event; the frame's <c>eventType</c> header says which.</summary>
    public const string AllEvents = "*";

    internal const string Ping = "ping";
    internal const string Disconnect = "disconnect";
}
