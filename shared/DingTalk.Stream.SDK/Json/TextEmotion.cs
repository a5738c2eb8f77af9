namespace DingTalk.Stream.OpenApi;

// A reaction that is a text (docs/dingtalk-protocol.md 4.6).
internal sealed record TextEmotion(string EmotionId, string EmotionName, string Text, string BackgroundId);
