using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>One message in both forms in which DingTalk takes it.</summary>
internal sealed class DingTalkMessage(SessionMessage forWebhook, Func<RobotMessage> forApi, int chars)
{
    private RobotMessage? _forApi;

    public SessionMessage ForWebhook => forWebhook;

    /// <summary>Serialized only when it is needed: most messages go through a webhook.</summary>
    public RobotMessage ForApi => _forApi ??= forApi();

    /// <summary>The length of its text.</summary>
    public int Chars => chars;
}
