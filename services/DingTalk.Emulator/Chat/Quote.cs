using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Chat;

// The quoted message: {"kind", "text", "msgId", "content", "contentAsString", "processQueryKey", "senderStaffId"}, all optional.
// An empty processQueryKey: the bot sent it by a webhook, which gives no key.
internal sealed record Quote(string Kind, string MsgId, string Text)
{
    private static readonly string[] Kinds =
        ["text", "picture", "richText", "file", "audio", "video", "unknownMsgType", "botCard", "docCard", "chatRecord", "idOnly", "legacy"];

    // Replaces fields of the quoted content.
    public JsonObject? Content { get; init; }

    public bool ContentAsString { get; init; }

    public required string ProcessQueryKey { get; init; }

    // The user who wrote it; null = the one who quotes.
    public string? SenderStaffId { get; init; }

    // What people see above the answer.
    public string Shown => Content?["fileName"]?.ToString() ?? (Kind is "text" or "legacy" or "chatRecord" or "botCard" ? Text : $"[{Kind}]");

    public static Quote? Read(JsonFields outer)
    {
        if (outer.Object("quote") is not { } root)
        {
            return null;
        }

        var fields = new JsonFields(root);
        fields.OnlyKnown(["kind", "text", "msgId", "content", "contentAsString", "processQueryKey", "senderStaffId"]);
        var kind = fields.Text("kind") ?? "text";
        if (!Kinds.Contains(kind))
        {
            fields.Report($"\"kind\" must be one of {string.Join(", ", Kinds)}");
        }

        var quote = new Quote(kind, fields.Text("msgId") ?? "msgQuoted==", fields.Text("text") ?? "what was said before")
        {
            Content = fields.Object("content"),
            ContentAsString = fields.Flag("contentAsString") ?? false,
            ProcessQueryKey = fields.Text("processQueryKey") ?? "pqk-quoted",
            SenderStaffId = fields.Text("senderStaffId"),
        };
        if (fields.Problem is { } problem)
        {
            outer.Report($"in \"quote\" {problem}");
        }

        return quote;
    }

    // `holder` is the message's `text` or `content`: a rich text has its quote inside its content.
    public void AddTo(JsonObject data, JsonObject holder, string botId, string writerId, DateTimeOffset now)
    {
        var senderId = SenderStaffId is { } sender ? AppDirectory.EncryptedId("user", sender) : writerId;
        if (Kind == "legacy")
        {
            data["quoteMessage"] = new JsonObject
            {
                ["msgId"] = MsgId,
                ["msgtype"] = "text",
                ["text"] = new JsonObject { ["content"] = Text },
                ["senderNick"] = "Demo",
                ["senderId"] = senderId,
            };
            return;
        }

        holder["isReplyMsg"] = true;
        data["originalMsgId"] = MsgId;
        if (Kind == "botCard" && ProcessQueryKey.Length > 0)
        {
            data["originalProcessQueryKey"] = ProcessQueryKey;
        }

        if (Kind != "idOnly")
        {
            holder["repliedMsg"] = Replied(Kind == "botCard" ? botId : senderId, now);
        }
    }

    private JsonObject Replied(string senderId, DateTimeOffset now)
    {
        var replied = new JsonObject
        {
            ["msgType"] = Kind is "botCard" or "docCard" ? "interactiveCard" : Kind,
            ["msgId"] = MsgId,
            ["senderId"] = senderId,
            ["createdAt"] = now.AddMinutes(-10).ToUnixTimeMilliseconds(),
        };
        if (Overrides.Over(Shape(), Content) is { Count: > 0 } content)
        {
            replied["content"] = ContentAsString ? JsonText.Write(content) : content;
        }

        return replied;
    }

    // A quoted rich text has msgType and content instead of type and text.
    private JsonObject Shape() => Kind switch
    {
        "picture" => new() { ["downloadCode"] = MessageContent.Code("quotedPicture") },
        "richText" => new()
        {
            ["richText"] = new JsonArray(
                new JsonObject { ["msgType"] = "text", ["content"] = Text },
                new JsonObject { ["msgType"] = "picture", ["downloadCode"] = MessageContent.Code("quotedRich") }),
        },
        "file" => new()
        {
            ["downloadCode"] = MessageContent.Code("quotedFile"),
            ["fileName"] = "plan.pdf",
            ["spaceId"] = "280000001",
            ["fileId"] = "210000001",
        },
        "audio" => new() { ["downloadCode"] = MessageContent.Code("quotedAudio"), ["duration"] = "2000" },
        "video" => new() { ["downloadCode"] = MessageContent.Code("quotedVideo"), ["duration"] = "5", ["videoType"] = "mp4" },
        "chatRecord" => new() { ["summary"] = Text, ["title"] = "Chat of A and B" },
        "text" => new() { ["text"] = Text },
        _ => [],
    };
}
