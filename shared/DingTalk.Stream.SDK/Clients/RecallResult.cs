namespace DingTalk.Stream.OpenApi;

/// <summary>The result of a recall (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="Recalled">The keys of recalled messages.</param>
/// <param name="Failed">The keys of messages that were not recalled, each with DingTalk's reason.</param>
public sealed record RecallResult(IReadOnlyList<string> Recalled, IReadOnlyDictionary<string, string> Failed);
