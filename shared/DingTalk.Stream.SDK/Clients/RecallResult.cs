namespace DingTalk.Stream.OpenApi;

/// <summary>What became of a recall (docs/dingtalk-protocol.md 4.3).</summary>
/// <param name="Recalled">The keys whose messages are gone.</param>
/// <param name="Failed">The keys whose messages stay, each with DingTalk's reason.</param>
public sealed record RecallResult(IReadOnlyList<string> Recalled, IReadOnlyDictionary<string, string> Failed);
