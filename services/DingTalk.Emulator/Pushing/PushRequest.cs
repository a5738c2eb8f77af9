using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Pushing;

// {"card": {…}} or {"event": {…}} or {"callback": {…}}, with "app"? and "waitSeconds"?
internal sealed record PushRequest(EmulatorApp App, PushedFrame Frame, TimeSpan Wait)
{
    private static readonly string[] Kinds = ["card", "event", "callback"];

    // Set when the frame is a card callback.
    public CardClick? Click { get; init; }

    public static PushRequest? Parse(JsonObject root, AppDirectory apps, DateTimeOffset now, out string problem)
    {
        var fields = new JsonFields(root);
        fields.OnlyKnown([.. Kinds, "app", "waitSeconds"]);
        var clientId = fields.Text("app");
        var app = clientId is null ? apps.Default : apps.Find(clientId);
        if (app is null)
        {
            fields.Report($"\"app\" \"{clientId}\" is not known; the known ones are {apps.Names()}");
        }

        var wait = TimeSpan.FromSeconds(fields.Number("waitSeconds", 0, 3600) ?? 20);
        var given = Kinds.Where(fields.Has).ToList();
        if (given.Count != 1)
        {
            fields.Report("exactly one of \"card\", \"event\", \"callback\" must be given");
        }

        var inner = given.Count == 1 && fields.Object(given[0]) is { } what ? new JsonFields(what) : null;
        CardClick? click = null;
        var frame = app is null || inner is null ? null : Read(given[0], inner, app, now, out click);
        problem = fields.Problem ?? (inner?.Problem is { } wrong ? $"in \"{given[0]}\" {wrong}" : "");
        return problem.Length == 0 ? new PushRequest(app!, frame!, wait) { Click = click } : null;
    }

    private static PushedFrame Read(string kind, JsonFields inner, EmulatorApp app, DateTimeOffset now, out CardClick? click)
    {
        click = null;
        return kind switch
        {
            "card" => CardCallback.Read(inner, app, out click),
            "event" => OrgEvent.Read(inner, app, now),
            _ => RawCallback.Read(inner),
        };
    }
}
