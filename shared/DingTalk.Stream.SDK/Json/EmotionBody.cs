namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/emotion/reply` and `/recall` (docs/dingtalk-protocol.md 4.6). Type, id and background are those of all known clients.
internal sealed record EmotionBody(
    string RobotCode, string OpenMsgId, string OpenConversationId, int EmotionType, string EmotionName, TextEmotion TextEmotion)
{
    private const int OfText = 2;

    public static EmotionBody Of(MessageReaction reaction) => new(
        reaction.RobotCode,
        reaction.OpenMessageId,
        reaction.OpenConversationId,
        OfText,
        reaction.Text,
        new TextEmotion("2659900", reaction.Text, reaction.Text, "im_bg_1"));
}
