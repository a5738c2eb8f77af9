namespace DingTalk.Stream.OpenApi;

/// <summary>Who has read a message that went to users (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="State">What became of the message.</param>
/// <param name="Users">The users that DingTalk names.</param>
public sealed record DirectReceipts(MessageState State, IReadOnlyList<UserReceipt> Users);
