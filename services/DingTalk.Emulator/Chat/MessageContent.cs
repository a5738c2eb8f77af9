using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Chat;

// Builds the content of a bot message, one shape per msgtype, with the text where people would read it.
internal static class MessageContent
{
    public static readonly string[] MsgTypes =
        ["text", "richText", "picture", "audio", "video", "file", "unknownMsgType", "interactiveCard", "markdown", "actionCard", "chatRecord", "reply"];

    // These two have `text`, all others `content`.
    public static bool IsPlain(string msgType) => msgType is "text" or "reply";

    public static JsonObject Of(string msgType, string text) => msgType switch
    {
        "richText" => new()
        {
            ["richText"] = new JsonArray(
                new JsonObject { ["text"] = Or(text, "see ") },
                new JsonObject { ["type"] = "picture", ["downloadCode"] = Code("rich"), ["pictureDownloadCode"] = Code("richPreview") },
                new JsonObject { ["text"] = "\n" },
                new JsonObject { ["type"] = "at", ["atName"] = "Han", ["atUserId"] = "u2" }),
        },
        "picture" => new() { ["downloadCode"] = Code("picture"), ["pictureDownloadCode"] = Code("picturePreview") },
        "audio" => new() { ["downloadCode"] = Code("audio"), ["recognition"] = Or(text, "turn it on"), ["duration"] = "2000" },
        "video" => new() { ["downloadCode"] = Code("video"), ["duration"] = "5", ["videoType"] = "mp4" },
        "file" => new()
        {
            ["downloadCode"] = Code("file"),
            ["fileName"] = Or(text, "plan.pdf"),
            ["fileId"] = "210000001",
            ["spaceId"] = "280000001",
        },
        "unknownMsgType" => new() { ["unknownMsgType"] = "text" },
        "interactiveCard" => new() { ["biz_custom_action_url"] = "dingtalk://x?route=previewDentry&spaceId=28&fileId=21&type=file" },
        "markdown" => new() { ["text"] = Or(text, "**x**") },
        "actionCard" => new()
        {
            ["title"] = "t",
            ["text"] = Or(text, "b"),
            ["actionUrlItemList"] = new JsonArray(new JsonObject { ["actionUrl"] = "https://e.test" }),
        },
        "chatRecord" => new()
        {
            ["title"] = "Chat of A and B",
            ["summary"] = Or(text, "A: hi"),
            ["chatRecord"] = """[{"senderNick":"A","content":"hi"}]""",
        },
        _ => new() { ["content"] = text },
    };

    // The same in every run, like all ids that scripts may compare.
    public static string Code(string of) => $"dc-{of}";

    private static string Or(string given, string otherwise) => given.Length == 0 ? otherwise : given;
}
