namespace DingTalk.Stream.Protocol;

/// <summary>
/// A notice instead of a message: the organisation's push quota is used up and the service is paused. It replaces every message, so tell
/// the operator and do not answer each one. Source: docs/dingtalk-protocol.md 3.4 (<c>errorCode</c> 20001).
/// </summary>
/// <param name="Sentence">DingTalk's text (<c>errMsg</c> on one page of its documentation, <c>errorMessage</c> on another).</param>
public sealed record QuotaExhaustedContent(string? Sentence) : BotMessageContent;
