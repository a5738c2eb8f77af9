using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Robot;

namespace DingTalk.Emulator.Chat;

// The `data` of a frame on /v1.0/im/bot/messages/get.
internal sealed class BotMessage(SayRequest said, string msgId, Session session, DateTimeOffset now)
{
    public string ToData(string baseUrl)
    {
        var data = Common(baseUrl);
        if (said.QuotaField is { } sentence)
        {
            data["errorCode"] = 20001;
            data[sentence] = "组织的消息通道额度已用完，服务已暂停";
        }
        else
        {
            AddContent(data);
        }

        if (said.Unpublished)
        {
            data.Remove("senderStaffId");
        }

        if (said.IsGroup)
        {
            AddGroup(data);
        }

        return JsonText.Write(Overrides.Over(data, said.Payload));
    }

    private JsonObject Common(string baseUrl) => new()
    {
        ["conversationId"] = said.ConversationId,
        ["conversationType"] = said.IsGroup ? "2" : "1",
        ["msgId"] = msgId,
        ["msgtype"] = said.MsgType,
        ["createAt"] = now.ToUnixTimeMilliseconds(),
        ["senderId"] = AppDirectory.EncryptedId("user", said.SenderStaffId),
        ["senderStaffId"] = said.SenderStaffId,
        ["senderNick"] = said.SenderNick,
        ["senderCorpId"] = said.App.CorpId,
        ["senderPlatform"] = "Mac",
        ["isAdmin"] = false,
        ["chatbotUserId"] = BotId,
        ["chatbotCorpId"] = said.App.CorpId,
        ["robotCode"] = said.App.ClientId,
        ["openThreadId"] = said.ConversationId,
        ["sessionWebhook"] = $"{baseUrl}/robot/sendBySession?session={session.Id}",
        ["sessionWebhookExpiredTime"] = session.ExpiresAt.ToUnixTimeMilliseconds(),
    };

    private void AddContent(JsonObject data)
    {
        var plain = MessageContent.IsPlain(said.MsgType);
        var content = Overrides.Over(MessageContent.Of(said.MsgType, plain && said.Mention ? $" {said.Text}" : said.Text), said.Content);
        said.Quote?.AddTo(data, content, BotId, AppDirectory.EncryptedId("user", said.SenderStaffId), now);
        data[plain ? "text" : "content"] = said.ContentAsString && !plain ? JsonText.Write(content) : content;
    }

    // Direct messages have none of these fields, not even isInAtList: false.
    private void AddGroup(JsonObject data)
    {
        data["conversationTitle"] = said.ConversationTitle;
        data["isInAtList"] = said.Mention;
        data["atUsers"] = said.Mention ? new JsonArray(new JsonObject { ["dingtalkId"] = BotId }) : new JsonArray();
    }

    private string BotId => AppDirectory.EncryptedId("bot", said.App.ClientId);
}
