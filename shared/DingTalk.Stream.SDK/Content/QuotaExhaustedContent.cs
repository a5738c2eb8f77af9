namespace DingTalk.Stream.Protocol;

/// <summary>
/// No message but a notice: the organisation has used up what DingTalk pushes for it, and the service is paused. It comes in place of each
/// message, so tell the operator and do not answer every one. Source: docs/dingtalk-protocol.md 3.4 (<c>errorCode</c> 20001).
/// </summary>
/// <param name="Sentence">DingTalk's words (<c>errMsg</c> on one page, <c>errorMessage</c> on another).</param>
public sealed record QuotaExhaustedContent(string? Sentence) : BotMessageContent;
