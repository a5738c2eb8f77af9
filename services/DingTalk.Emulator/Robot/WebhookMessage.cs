using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;

namespace DingTalk.Emulator.Robot;

// The body of a session webhook, reduced to the visible text.
internal sealed record WebhookMessage(string MsgType, string? Title, string Text, IReadOnlyList<string> AtUserIds)
{
    private static readonly string[] Supported = ["text", "markdown", "link", "actionCard", "feedCard", "empty"];

    public static WebhookMessage? Parse(ReadOnlyMemory<byte> body, out WebhookAnswer error)
    {
        error = new WebhookAnswer(0, "ok");
        if (JsonText.ParseObject(body, out var problem) is not { } root)
        {
            error = new WebhookAnswer(40035, $"缺少参数 json ({problem})");
            return null;
        }

        var fields = new JsonFields(root);
        if (fields.Text("msgtype", required: true) is not { Length: > 0 } type)
        {
            error = new WebhookAnswer(40035, "缺少参数 msgtype");
            return null;
        }

        if (!Supported.Contains(type))
        {
            error = new WebhookAnswer(400105, $"不支持的消息类型 {type}");
            return null;
        }

        var content = fields.Object(type);
        var message = type == "empty" ? new WebhookMessage(type, null, "", []) : Read(type, new JsonFields(content ?? []), fields);
        if (content is null && type != "empty")
        {
            error = MissingParam.Of(type, null);
        }
        else if (fields.Problem is { } wrong)
        {
            error = fields.Culprit is { } field ? MissingParam.Of(type, field) : new WebhookAnswer(40035, $"缺少参数 at ({wrong})");
        }

        return error.Errcode == 0 ? message : null;
    }

    private static WebhookMessage Read(string type, JsonFields content, JsonFields all)
    {
        var message = type switch
        {
            "text" => new WebhookMessage(type, null, content.Text("content", required: true) ?? "", Mentions(all)),
            "markdown" =>
                new WebhookMessage(type, content.Text("title", required: true), content.Text("text", required: true) ?? "", Mentions(all)),
            "link" => new WebhookMessage(
                type, content.Text("title", required: true),
                $"{content.Text("text", required: true)}\n\n[{content.Text("title")}]({content.Text("messageUrl", required: true)})", []),
            "actionCard" =>
                new WebhookMessage(
                    type, content.Text("title", required: true), $"{content.Text("text", required: true)}\n\n{Buttons(content)}".TrimEnd(),
                    []),
            _ => new WebhookMessage(type, null, Links(content), []),
        };
        if (content.Problem is { } problem)
        {
            all.Report(problem, content.Culprit);
        }

        return message;
    }

    // Only at.atUserIds counts; clients that send at.userIds mention nobody, as at DingTalk. Some send [null] or [""] for no mention.
    private static List<string> Mentions(JsonFields all)
    {
        if (all.Object("at") is not { } at)
        {
            return [];
        }

        var fields = new JsonFields(at);
        var ids = Names(fields, "atUserIds");
        Names(fields, "atMobiles");
        fields.Flag("isAtAll");
        if (fields.Problem is { } problem)
        {
            all.Report(problem);
        }

        return ids;
    }

    private static List<string> Names(JsonFields at, string list)
    {
        if (at.Root[list] is JsonArray given && given.Any(one => one is null))
        {
            at.Root[list] = new JsonArray([.. given.Where(one => one is not null).Select(one => one!.DeepClone())]);
        }

        return [.. (at.Texts(list) ?? []).Where(name => name.Length > 0)];
    }

    private static string Buttons(JsonFields content)
    {
        if (content.Has("singleTitle") || content.Has("singleURL"))
        {
            return $"[{content.Text("singleTitle", required: true)}]({content.Text("singleURL", required: true)})";
        }

        return content.Has("btns") ? Items(content, "btns", "title", "actionURL") : Missing(content, "btns");
    }

    private static string Links(JsonFields content) =>
        content.Has("links") ? Items(content, "links", "title", "messageURL") : Missing(content, "links");

    private static string Items(JsonFields content, string list, string title, string url)
    {
        if (content.Root[list] is not JsonArray { Count: > 0 } items || items.Any(item => item is not JsonObject))
        {
            return Missing(content, list);
        }

        var lines = new List<string>();
        foreach (var item in items.Select(item => new JsonFields((JsonObject)item!)))
        {
            lines.Add($"[{item.Text(title, required: true)}]({item.Text(url, required: true)})");
            if (item.Problem is { } problem)
            {
                content.Report(problem, list);
            }
        }

        return string.Join("\n\n", lines);
    }

    private static string Missing(JsonFields content, string field)
    {
        content.Report($"{field} is missing", field);
        return "";
    }
}
