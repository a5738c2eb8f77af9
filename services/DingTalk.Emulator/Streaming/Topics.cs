namespace DingTalk.Emulator.Streaming;

internal static class Topics
{
    public const string BotMessage = "/v1.0/im/bot/messages/get";
    public const string Card = "/v1.0/card/instances/callback";
    public const string DynamicData = "/v1.0/card/dynamicData/get";
    public const string Events = "*";
}
