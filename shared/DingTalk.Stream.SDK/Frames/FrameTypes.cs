namespace DingTalk.Stream.Protocol;

/// <summary>The values of <see cref="StreamFrame.Type"/>. Source: docs/dingtalk-protocol.md 2.1.</summary>
public static class FrameTypes
{
    /// <summary>About the link itself; answered by the client, never by a handler.</summary>
    public const string System = "SYSTEM";

    /// <summary>An event of the organisation; its only topic to subscribe to is <c>*</c>.</summary>
    public const string Event = "EVENT";

    /// <summary>A call that names its topic, such as a message to the bot.</summary>
    public const string Callback = "CALLBACK";
}
