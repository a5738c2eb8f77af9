using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Pushing;

// An event of the organization: {"eventType", "eventId", "eventBornTime", "eventCorpId", "eventUnifiedAppId", "data"}, all optional.
internal static class OrgEvent
{
    public static PushedFrame Read(JsonFields fields, EmulatorApp app, DateTimeOffset now)
    {
        fields.OnlyKnown(["eventType", "eventId", "eventBornTime", "eventCorpId", "eventUnifiedAppId", "data"]);
        var id = fields.Text("eventId") ?? Guid.NewGuid().ToString("N");
        var headers = new JsonObject
        {
            ["eventId"] = id,
            ["eventType"] = fields.Text("eventType") ?? "user_add_org",
            ["eventBornTime"] = fields.Text("eventBornTime") ?? now.ToUnixTimeMilliseconds().ToString(),
            ["eventCorpId"] = fields.Text("eventCorpId") ?? app.CorpId,
            ["eventUnifiedAppId"] = fields.Text("eventUnifiedAppId") ?? $"unified-{app.ClientId}",
        };
        return new PushedFrame("EVENT", Topics.Events, id, PushedFrame.ReadData(fields), headers);
    }
}
