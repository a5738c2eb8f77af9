namespace DingTalk.Stream.Protocol;

/// <summary>
/// A frame pushed by DingTalk. Source: docs/dingtalk-protocol.md 2.1.
/// </summary>
public sealed record StreamFrame
{
    /// <summary><c>SYSTEM</c>, <c>EVENT</c> or <c>CALLBACK</c>; "" when absent.</summary>
    public required string Type { get; init; }

    /// <summary>The frame's headers.</summary>
    public FrameHeaders Headers { get; init; } = FrameHeaders.Empty;

    /// <summary>The payload: JSON as a string, whose shape depends on the topic; "" when absent.</summary>
    public string Data { get; init; } = "";

    /// <summary>Type, topic and id, without the payload: safe to log.</summary>
    public override string ToString() => $"{Type} {Headers.Topic} {Headers.MessageId}";
}
