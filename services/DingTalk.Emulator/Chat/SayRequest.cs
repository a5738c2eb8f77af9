using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

internal sealed record SayRequest(EmulatorApp App, string Text, bool IsGroup)
{
    public const string DefaultGroup = "cidDemoGroup==";

    private static readonly string[] Known =
    [
        "app", "text", "conversationType", "conversationId", "conversationTitle", "senderStaffId", "senderNick", "mention", "payload",
        "waitSeconds", "replies", "msgtype", "content", "contentAsString", "quote", "unpublished", "quotaExhausted",
    ];

    public required string ConversationId { get; init; }

    // Groups only.
    public string? ConversationTitle { get; init; }

    public required string SenderStaffId { get; init; }

    public required string SenderNick { get; init; }

    public bool Mention { get; init; }

    public JsonObject? Payload { get; init; }

    public string MsgType { get; init; } = "text";

    // Replaces fields of the msgtype's default content.
    public JsonObject? Content { get; init; }

    public bool ContentAsString { get; init; }

    public Quote? Quote { get; init; }

    // Until an app is published, its messages have no senderStaffId.
    public bool Unpublished { get; init; }

    // With the organization's quota used up, a message has no content, only a code and a sentence in this field.
    public string? QuotaField { get; init; }

    public TimeSpan Wait { get; init; }

    public int Replies { get; init; }

    // The text on the page and in the transcript.
    public string Shown => Text.Length > 0 || Payload is not null ? Text : QuotaField is not null ? "[quota exhausted]" : $"[{MsgType}]";

    // The file that the content names.
    public Attachment? Attachment =>
        MsgType is "picture" or "audio" or "video" or "file" && Field("downloadCode") is { } id
            ? new Attachment(MsgType, id, MsgType == "file" ? Field("fileName") ?? Text : null)
            : null;

    // A payload may bring its own.
    public string NewMsgId() => Payload?["msgId"] is JsonValue given && given.TryGetValue<string>(out var own)
        ? own
        : $"msg{Convert.ToBase64String(Guid.NewGuid().ToByteArray())}";

    private string? Field(string name) => Content?[name] is JsonValue given && given.TryGetValue<string>(out var text) ? text : null;

    public static SayRequest? Parse(JsonObject root, AppDirectory apps, out string problem)
    {
        var fields = new JsonFields(root);
        fields.OnlyKnown(Known);
        var payload = fields.Object("payload");
        var msgType = ReadMsgType(fields);
        var text = fields.Text("text", required: payload is null && msgType is null or "text" or "reply" && !fields.Has("quotaExhausted"))
            ?? "";
        var type = fields.Text("conversationType") ?? "1";
        if (type is not ("1" or "2"))
        {
            fields.Report("\"conversationType\" must be \"1\" (direct) or \"2\" (group)");
        }

        var clientId = fields.Text("app");
        var app = clientId is null ? apps.Default : apps.Find(clientId);
        if (app is null)
        {
            fields.Report($"\"app\" \"{clientId}\" is not known; the known ones are {apps.Names()}");
            app = apps.Default;
        }

        var sender = Or(fields.Text("senderStaffId"), "demo-user");
        var isGroup = type == "2";
        var request = new SayRequest(app, text, isGroup)
        {
            ConversationId = Or(fields.Text("conversationId"), isGroup ? DefaultGroup : AppDirectory.DirectConversationId(app, sender)),
            ConversationTitle = isGroup ? Or(fields.Text("conversationTitle"), "Demo group") : null,
            SenderStaffId = sender,
            SenderNick = Or(fields.Text("senderNick"), "Demo"),
            Mention = isGroup && (fields.Flag("mention") ?? true),
            Payload = payload,
            MsgType = msgType ?? "text",
            Content = fields.Object("content"),
            ContentAsString = fields.Flag("contentAsString") ?? false,
            Quote = Quote.Read(fields),
            Unpublished = fields.Flag("unpublished") ?? false,
            QuotaField = ReadQuotaField(fields),
            Wait = TimeSpan.FromSeconds(fields.Number("waitSeconds", 0, 3600) ?? 20),
            Replies = fields.Integer("replies", 0, 1000) ?? 1,
        };
        problem = fields.Problem ?? "";
        return problem.Length == 0 ? request : null;
    }

    private static string? ReadMsgType(JsonFields fields)
    {
        var given = fields.Text("msgtype");
        if (given is not null && !MessageContent.MsgTypes.Contains(given))
        {
            fields.Report($"\"msgtype\" must be one of {string.Join(", ", MessageContent.MsgTypes)} (anything else goes into \"payload\")");
        }

        return given;
    }

    // Two pages of DingTalk's documentation name the field differently.
    private static string? ReadQuotaField(JsonFields fields)
    {
        switch (fields.Root["quotaExhausted"]?.ToString())
        {
            case null or "false":
                return null;
            case "true" or "errMsg":
                return "errMsg";
            case "errorMessage":
                return "errorMessage";
            default:
                fields.Report("\"quotaExhausted\" must be true, \"errMsg\" or \"errorMessage\"");
                return null;
        }
    }

    private static string Or(string? given, string otherwise) => string.IsNullOrEmpty(given) ? otherwise : given;
}
