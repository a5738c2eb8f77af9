using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Chat;

internal sealed record SayRequest(EmulatorApp App, string Text, bool IsGroup)
{
    public const string DefaultGroup = "cidDemoGroup==";

    private static readonly string[] Known =
        ["app", "text", "conversationType", "conversationId", "conversationTitle", "senderStaffId", "senderNick", "mention", "payload", "waitSeconds", "replies"];

    public required string ConversationId { get; init; }

    // Groups only.
    public string? ConversationTitle { get; init; }

    public required string SenderStaffId { get; init; }

    public required string SenderNick { get; init; }

    public bool Mention { get; init; }

    public JsonObject? Payload { get; init; }

    public TimeSpan Wait { get; init; }

    public int Replies { get; init; }

    public static SayRequest? Parse(JsonObject root, AppDirectory apps, out string problem)
    {
        var fields = new JsonFields(root);
        fields.OnlyKnown(Known);
        var payload = fields.Object("payload");
        var text = fields.Text("text", required: payload is null) ?? "";
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
            Wait = TimeSpan.FromSeconds(fields.Number("waitSeconds", 0, 3600) ?? 20),
            Replies = fields.Integer("replies", 0, 1000) ?? 1,
        };
        problem = fields.Problem ?? "";
        return problem.Length == 0 ? request : null;
    }

    private static string Or(string? given, string otherwise) => string.IsNullOrEmpty(given) ? otherwise : given;
}
