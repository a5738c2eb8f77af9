using System.Text;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Field names by length, so few are compared.
internal static class PlainTextFields
{
    private static readonly (byte[] Name, PlainTextField Field)[][] ByLength = Table(new()
    {
        ["msgId"] = PlainTextField.MessageId,
        ["conversationId"] = PlainTextField.ConversationId,
        ["conversationType"] = PlainTextField.ConversationType,
        ["conversationTitle"] = PlainTextField.ConversationTitle,
        ["senderId"] = PlainTextField.SenderId,
        ["senderStaffId"] = PlainTextField.SenderStaffId,
        ["senderNick"] = PlainTextField.SenderNick,
        ["senderCorpId"] = PlainTextField.SenderCorpId,
        ["senderUnionId"] = PlainTextField.SenderUnionId,
        ["senderPlatform"] = PlainTextField.SenderPlatform,
        ["robotCode"] = PlainTextField.RobotCode,
        ["chatbotUserId"] = PlainTextField.ChatbotUserId,
        ["chatbotCorpId"] = PlainTextField.ChatbotCorpId,
        ["sessionWebhook"] = PlainTextField.SessionWebhook,
        ["msgtype"] = PlainTextField.MessageType,
        ["createAt"] = PlainTextField.CreatedAt,
        ["sessionWebhookExpiredTime"] = PlainTextField.SessionWebhookExpiresAt,
        ["isAdmin"] = PlainTextField.IsAdmin,
        ["isInAtList"] = PlainTextField.IsInAtList,
        ["atUsers"] = PlainTextField.AtUsers,
        ["text"] = PlainTextField.Text,
        ["content"] = PlainTextField.Unexpected,
        ["repliedMsg"] = PlainTextField.Unexpected,
        ["quoteMessage"] = PlainTextField.Unexpected,
        ["originalMsgId"] = PlainTextField.Unexpected,
        ["originalProcessQueryKey"] = PlainTextField.Unexpected,
    });

    public static PlainTextField Find(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            return PlainTextField.Unexpected;
        }

        foreach (var (known, field) in name.Length < ByLength.Length ? ByLength[name.Length] : [])
        {
            if (name.SequenceEqual(known))
            {
                return field;
            }
        }

        return PlainTextField.Unknown;
    }

    private static (byte[], PlainTextField)[][] Table(Dictionary<string, PlainTextField> fields) =>
        [.. Enumerable.Range(0, fields.Keys.Max(name => name.Length) + 1).Select(
            length => fields.Where(field => field.Key.Length == length).Select(field => (Encoding.UTF8.GetBytes(field.Key), field.Value)).ToArray())];
}
