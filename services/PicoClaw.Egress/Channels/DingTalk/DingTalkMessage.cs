using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Channels.DingTalk.Media;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>One message in both forms in which DingTalk takes it.</summary>
/// <param name="forWebhook">Null when a webhook cannot bring it.</param>
/// <param name="forApi">Null while its file is not uploaded.</param>
/// <param name="chars">The length of its text.</param>
internal sealed class DingTalkMessage(SessionMessage? forWebhook, Func<RobotMessage>? forApi, int chars)
{
    private RobotMessage? _forApi;

    public SessionMessage? ForWebhook => forWebhook;

    /// <summary>Serialized only when it is needed: most messages go through a webhook.</summary>
    public RobotMessage ForApi => _forApi ??= forApi?.Invoke() ?? throw new InvalidOperationException("Its file is not uploaded.");

    /// <summary>The length of its text.</summary>
    public int Chars => chars;

    /// <summary>The file that it brings.</summary>
    public MediaDraft? Media { get; init; }

    /// <summary>True while its file must be uploaded first.</summary>
    public bool IsPending => forApi is null;
}
