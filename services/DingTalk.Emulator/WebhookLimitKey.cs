namespace DingTalk.Emulator;

// Which webhook replies are counted together. DingTalk documents the limit for custom robots only, where all three are the same.
public enum WebhookLimitKey
{
    RobotAndConversation,
    Robot,

    // One session is one message, so this limit is hardly ever reached.
    Webhook,
}
