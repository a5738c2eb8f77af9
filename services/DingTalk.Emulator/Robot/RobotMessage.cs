using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Robot;

// msgKey and msgParam of the robot API, reduced to the visible text.
internal sealed record RobotMessage(string MsgKey, string? Title, string Text)
{
    public Attachment? Attachment { get; private init; }

    private const int MaxParamBytes = 15_000;

    // The required fields of each template.
    private static readonly Dictionary<string, string[]> Templates = new(StringComparer.Ordinal)
    {
        ["sampleText"] = ["content"],
        ["sampleMarkdown"] = ["title", "text"],
        ["sampleImageMsg"] = ["photoURL"],
        ["sampleLink"] = ["title", "text", "messageUrl"],
        ["sampleActionCard"] = ["title", "text", "singleTitle", "singleURL"],
        ["sampleActionCard2"] = Card(2),
        ["sampleActionCard3"] = Card(3),
        ["sampleActionCard4"] = Card(4),
        ["sampleActionCard5"] = Card(5),
        ["sampleActionCard6"] = ["title", "text", "buttonTitle1", "buttonUrl1", "buttonTitle2", "buttonUrl2"],
        ["sampleAudio"] = ["mediaId", "duration"],
        ["sampleFile"] = ["mediaId", "fileName", "fileType"],
        ["sampleVideo"] = ["videoMediaId", "videoType", "duration"],
    };

    public static RobotMessage? Parse(JsonFields call, out string code, out string message)
    {
        (code, message) = ("", "");
        var key = call.Text("msgKey");
        var param = call.Text("msgParam");
        if (string.IsNullOrEmpty(key))
        {
            (code, message) = ("invalidParameter.msgKey.empty", "msgKey is empty");
        }
        else if (!Templates.TryGetValue(key, out var needed))
        {
            (code, message) = ("invalidParameter.msgKey.invalid", $"msgKey {key} is not known");
        }
        else if (param is null)
        {
            (code, message) = ("invalidParameter.msgParam.invalid", "msgParam must be a JSON object inside a string");
        }
        else if (Encoding.UTF8.GetByteCount(param) > MaxParamBytes)
        {
            (code, message) = ("invalidParameter.msgParam.tooLong", $"msgParam is longer than {MaxParamBytes} bytes");
        }
        else if (JsonText.ParseObject(param, out var problem) is not { } root)
        {
            (code, message) = ("invalidParameter.msgParam.invalid", $"msgParam: {problem}");
        }
        else if (needed.FirstOrDefault(name => string.IsNullOrEmpty(new JsonFields(root).Text(name))) is { } missing)
        {
            (code, message) = (MissingParam.CodeOf(key, missing), MissingParam.SentenceOf(key, missing));
        }
        else
        {
            return new RobotMessage(key, new JsonFields(root).Text("title"), Shown(key, root)) { Attachment = Given(key, new JsonFields(root)) };
        }

        return null;
    }

    private static string[] Card(int buttons) =>
        ["title", "text", .. Enumerable.Range(1, buttons).SelectMany(n => new[] { $"actionTitle{n}", $"actionURL{n}" })];

    private static Attachment? Given(string key, JsonFields param) => key switch
    {
        "sampleImageMsg" when param.Text("photoURL") is { } id && id.StartsWith('@') => new Attachment("picture", id),
        "sampleAudio" => new Attachment("audio", param.Text("mediaId")!),
        "sampleFile" => new Attachment("file", param.Text("mediaId")!, param.Text("fileName")),
        "sampleVideo" => new Attachment("video", param.Text("videoMediaId")!),
        _ => null,
    };

    private static string Shown(string key, JsonObject param)
    {
        var fields = new JsonFields(param);
        var text = fields.Text("content") ?? fields.Text("text") ?? "";
        var links = param.Where(field => field.Key.Contains("url", StringComparison.OrdinalIgnoreCase))
            .Where(_ => key != "sampleText" && key != "sampleMarkdown")
            .Select(field => $"[{fields.Text(TitleOf(field.Key)) ?? field.Key}]({fields.Text(field.Key)})");
        var media = fields.Text("fileName") ?? fields.Text("mediaId") ?? fields.Text("videoMediaId");
        return string.Join("\n\n", new[] { text, media is null ? "" : $"[{key}: {media}]" }.Concat(links).Where(part => part.Length > 0));
    }

    private static string TitleOf(string urlField) => urlField.Replace("URL", "Title", StringComparison.OrdinalIgnoreCase);
}
