using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

// `cardData` of a card's bodies (docs/dingtalk-protocol.md B3.2).
internal sealed record CardParamMap([property: JsonPropertyName("cardParamMap")] IReadOnlyDictionary<string, string> Values);
