namespace DingTalk.Stream.Protocol;

/// <summary>The values of <see cref="StreamFrame.Type"/>. Source: docs/dingtalk-protocol.md 2.1.</summary>
public static class FrameTypes
{
    /// <summary>Concerns the link itself; the client answers it, never a handler.</summary>
    public const string System = "SYSTEM";

    /// <summary>An event of the organisation; its only topic to subscribe to is <c>*</c>.</summary>
    public const string Event = "EVENT";

    /// <summary>A call with a topic, such as a bot message.</summary>
    public const string Callback = "CALLBACK";
}
