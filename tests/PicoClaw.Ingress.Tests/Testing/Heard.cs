using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Mapping;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>Messages as the link delivers them.</summary>
internal static class Heard
{
    public static readonly DateTimeOffset Now = new(2026, 6, 13, 8, 0, 1, TimeSpan.Zero);

    public static BotMessage Direct(string text) => new()
    {
        MessageId = "msg1",
        ConversationId = "cidDirect==",
        IsGroup = false,
        MessageType = "text",
        Content = new TextContent(text),
        CreatedAt = Now.AddSeconds(-1),
        SenderId = "$:LWCP_v1:$abc",
        SenderStaffId = "Manager01",
        SenderNick = "小王",
        ChatbotUserId = "$:LWCP_v1:$bot",
        SessionWebhook = new Uri("https://oapi.dingtalk.com/robot/sendBySession?session=s1"),
        SessionWebhookExpiresAt = Now.AddMinutes(90),
    };

    public static BotMessage Group(string text, bool mentioned = true) =>
        Direct(text) with { ConversationId = "cidGroup==", IsGroup = true, ConversationTitle = "研发", IsInAtList = mentioned };

    public static MessageReceived Map(this BotMessage heard, string account = "main")
    {
        MessageMapper.TryMap(heard, account, "robot", Now, out var message, out var problem).ShouldBeTrue(problem);
        problem.ShouldBeNull();
        return message!;
    }
}
