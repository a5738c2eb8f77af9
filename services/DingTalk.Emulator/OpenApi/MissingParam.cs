using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.OpenApi;

// DingTalk's errors for a missing or mistyped field of a message. Each message type has a hundred codes: 01 is its object, its fields
// follow in order. Captured are 400201, 400202, 400401 to 400403 and 400602, and the OpenAPI's miss.param.markdownTotitle and …Totext;
// the others are derived from these.
internal static class MissingParam
{
    private static readonly Dictionary<string, (int Object, string[] Fields)> Types = new(StringComparer.Ordinal)
    {
        ["text"] = (400201, ["content"]),
        ["link"] = (400301, ["title", "text", "messageUrl"]),
        ["markdown"] = (400401, ["title", "text"]),
        ["actionCard"] = (400501, ["title", "text", "singleTitle", "singleURL", "btns"]),
        ["feedCard"] = (400601, ["links"]),
    };

    // A null field means the object itself.
    public static WebhookAnswer Of(string type, string? field)
    {
        var (number, fields) = Types[type];
        return new WebhookAnswer(field is null ? number : number + 1 + Array.IndexOf(fields, field), Sentence(type, field));
    }

    // The msgKey sampleMarkdown counts as markdown.
    public static string CodeOf(string msgKey, string field) => $"miss.param.{TypeOf(msgKey)}To{field}";

    public static string SentenceOf(string msgKey, string field) => Sentence(TypeOf(msgKey), field);

    private static string TypeOf(string msgKey)
    {
        var name = msgKey["sample".Length..].TrimEnd('1', '2', '3', '4', '5', '6');
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Sentence(string type, string? field) =>
        $"错误描述:参数 {type}{(field is null ? "" : $" --》 {field}")} 缺失，或者参数格式不正确; 解决方案:请填充上对应参数;"
        + "参考链接:请参考本接口对应文档查看参数获取方式，或者在https://open.dingtalk.com/document/  搜索对应文档;";
}
