namespace DingTalk.Stream.Protocol;

/// <summary>A user mentioned in a group message, the bot included. Source: docs/dingtalk-protocol.md 3.1 (<c>atUsers</c>).</summary>
/// <param name="DingTalkId">The encrypted id (<c>$:LWCP_v1:$…</c>).</param>
/// <param name="StaffId">The user id in the organisation; null for the bot and for outside contacts.</param>
/// <param name="UnionId">The id across organisations, in newer payloads.</param>
public sealed record MentionedUser(string? DingTalkId, string? StaffId, string? UnionId);
