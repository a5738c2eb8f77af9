namespace PicoClaw.Egress.Channels.DingTalk.Limits;

/// <summary>Which webhook replies DingTalk counts together. It documents the limit for custom robots only, where all three are one.</summary>
internal enum WebhookLimitKey
{
    RobotAndConversation,
    Robot,

    /// <summary>One session webhook. Each message brings a new one, so such a limit hardly ever binds.</summary>
    Webhook,
}
