namespace DingTalk.Stream.OpenApi;

/// <summary>A short text that a robot puts on a message of a person. Source: docs/dingtalk-protocol.md 4.6.</summary>
/// <param name="RobotCode">The robot; the client id, for internal apps.</param>
/// <param name="OpenConversationId">The conversation of the message, a group or a direct chat.</param>
/// <param name="OpenMessageId">The message (<c>msgId</c>).</param>
/// <param name="Text">A word or two, with an emoji if you like.</param>
public sealed record MessageReaction(string RobotCode, string OpenConversationId, string OpenMessageId, string Text)
{
    // Type, id and background are those of all known clients.
    internal EmotionBody Body() => new(RobotCode, OpenMessageId, OpenConversationId, 2, Text, new TextEmotion("2659900", Text, Text, "im_bg_1"));
}
