namespace DingTalk.Emulator;

// Whose webhook replies are counted together. DingTalk says it for custom robots only, where all three are one.
public enum WebhookLimitKey
{
    RobotAndConversation,
    Robot,

    // One session, which is one message: such a limit hardly ever binds.
    Webhook,
}
