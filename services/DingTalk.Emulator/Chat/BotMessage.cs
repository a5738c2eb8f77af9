using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Robot;

namespace DingTalk.Emulator.Chat;

// The `data` of a frame on /v1.0/im/bot/messages/get.
internal sealed class BotMessage(SayRequest said, Session session, DateTimeOffset now)
{
    private readonly string _msgId = said.Payload?["msgId"] is JsonValue given && given.TryGetValue<string>(out var own) ? own : $"msg{Convert.ToBase64String(Guid.NewGuid().ToByteArray())}";

    public string MsgId => _msgId;

    public string ToData(string baseUrl)
    {
        var data = Common(baseUrl);
        data["text"] = new JsonObject { ["content"] = said.Mention ? $" {said.Text}" : said.Text };
        if (said.IsGroup)
        {
            AddGroup(data);
        }

        foreach (var (name, value) in said.Payload ?? [])
        {
            if (value is null)
            {
                data.Remove(name);
            }
            else
            {
                data[name] = value.DeepClone();
            }
        }

        return data.ToJsonString(new JsonSerializerOptions { Encoder = EmulatorJson.Encoder });
    }

    private JsonObject Common(string baseUrl) => new()
    {
        ["conversationId"] = said.ConversationId,
        ["conversationType"] = said.IsGroup ? "2" : "1",
        ["msgId"] = _msgId,
        ["msgtype"] = "text",
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

    // Direct messages have none of these, not even isInAtList: false.
    private void AddGroup(JsonObject data)
    {
        data["conversationTitle"] = said.ConversationTitle;
        data["isInAtList"] = said.Mention;
        data["atUsers"] = said.Mention ? new JsonArray(new JsonObject { ["dingtalkId"] = BotId }) : new JsonArray();
    }

    private string BotId => AppDirectory.EncryptedId("bot", said.App.ClientId);
}
