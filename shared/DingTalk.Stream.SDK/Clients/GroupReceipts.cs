namespace DingTalk.Stream.OpenApi;

/// <summary>Who has read a message in a group (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="State">What became of the message.</param>
/// <param name="ReadUserIds">Those who have read it, 200 at most.</param>
/// <param name="NextToken">For the next readers; null when these are the last.</param>
public sealed record GroupReceipts(MessageState State, IReadOnlyList<string> ReadUserIds, string? NextToken);
