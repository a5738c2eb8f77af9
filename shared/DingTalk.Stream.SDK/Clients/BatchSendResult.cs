namespace DingTalk.Stream.OpenApi;

/// <summary>What became of a batch: DingTalk answers 200 even when it reached nobody (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="ProcessQueryKey">The key by which the messages can be recalled.</param>
/// <param name="InvalidUserIds">Not delivered to these, and never will be (invalid, or filtered out).</param>
/// <param name="FlowControlledUserIds">Not delivered to these for now; try them again later.</param>
public sealed record BatchSendResult(string ProcessQueryKey, IReadOnlyList<string> InvalidUserIds, IReadOnlyList<string> FlowControlledUserIds);
