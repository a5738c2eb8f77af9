using System.Text.Json.Nodes;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Pushing;

// A card action: {"outTrackId", "actionIds", "params", "userId", "spaceId", "spaceType", "payload"}, all optional.
internal static class CardCallback
{
    public static PushedFrame Read(JsonFields fields, EmulatorApp app, out CardClick click)
    {
        fields.OnlyKnown(["outTrackId", "actionIds", "params", "userId", "spaceId", "spaceType", "payload"]);
        click = new CardClick(fields.Text("outTrackId") ?? "trk-demo", fields.Text("userId") ?? "demo-user");
        var content = new JsonObject
        {
            ["cardPrivateData"] = new JsonObject
            {
                ["actionIds"] = new JsonArray([.. (fields.Texts("actionIds") ?? ["action-1"]).Select(id => (JsonNode)id)]),
                ["params"] = fields.Object("params")?.DeepClone() ?? new JsonObject(),
            },
        };
        var data = new JsonObject
        {
            ["type"] = "actionCallback",
            ["outTrackId"] = click.OutTrackId,
            ["corpId"] = app.CorpId,
            ["userId"] = click.UserId,
            ["userIdType"] = 1,
            ["spaceId"] = fields.Text("spaceId") ?? "cidDemoGroup==",
            ["spaceType"] = fields.Text("spaceType") ?? "im",
            ["content"] = JsonText.Write(content),
            ["value"] = JsonText.Write(content),
            ["extension"] = "{}",
        };
        return new PushedFrame(
            "CALLBACK", Topics.Card, $"card-{Guid.NewGuid():N}", JsonText.Write(Overrides.Over(data, fields.Object("payload"))));
    }
}
