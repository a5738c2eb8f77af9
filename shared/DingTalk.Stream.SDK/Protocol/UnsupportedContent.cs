namespace DingTalk.Stream.Protocol;

/// <summary>
/// A message type that the library has no record for, or a known one without its content (such as the notice that
/// the organisation's quota is used up; dingtalk.md, section 3.4).
/// </summary>
/// <param name="MessageType">The wire's <c>msgtype</c>; "" when absent.</param>
/// <param name="Text">A text that came along, if any.</param>
public sealed record UnsupportedContent(string MessageType, string? Text) : BotMessageContent;
