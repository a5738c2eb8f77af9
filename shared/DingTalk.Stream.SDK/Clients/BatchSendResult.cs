namespace DingTalk.Stream.OpenApi;

/// <summary>The result of a batch. DingTalk answers 200 even when it reached nobody (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="ProcessQueryKey">The key for recalling the messages, and for <see cref="RobotClient.Receipts"/>.</param>
/// <param name="InvalidUserIds">Not delivered, permanently (invalid, or filtered out).</param>
/// <param name="FlowControlledUserIds">Not delivered for now; try again later.</param>
public sealed record BatchSendResult(string ProcessQueryKey, IReadOnlyList<string> InvalidUserIds, IReadOnlyList<string> FlowControlledUserIds);
