namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/emotion/reply` and `/recall` (docs/dingtalk-protocol.md 4.6).
internal sealed record EmotionBody(
    string RobotCode, string OpenMsgId, string OpenConversationId, int EmotionType, string EmotionName, TextEmotion TextEmotion);
