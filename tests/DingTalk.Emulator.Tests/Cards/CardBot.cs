using System.Text;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Cards;

// A bot's card calls, each with a token.
internal sealed class CardBot(TestEmulator emulator)
{
    public const string Instances = "/v1.0/card/instances";
    public const string Streaming = "/v1.0/card/streaming";

    public Task<Answer> CreateAsync(string id = "trk-1", string data = """{"flowStatus":"1"}""") =>
        CallAsync(
            HttpMethod.Post, Instances,
            $$"""
            {"cardTemplateId":"t.schema","outTrackId":"{{id}}","cardData":{"cardParamMap":{{data}}},"callbackType":"STREAM",
             "imGroupOpenSpaceModel":{},"imRobotOpenSpaceModel":{},"topOpenSpaceModel":{"spaceType":"ONE_BOX"} }
            """);

    // Delivers to the demo group, or to users.
    public Task<Answer> DeliverAsync(string id = "trk-1", string space = "IM_GROUP.cidDemoGroup==", string robot = "dingdemo") =>
        CallAsync(HttpMethod.Post, $"{Instances}/deliver", $$"""
            {"outTrackId":"{{id}}","userIdType":1,"openSpaceId":"dtv1.card//{{space}}","imGroupOpenDeliverModel":{"robotCode":"{{robot}}"},
             "imRobotOpenDeliverModel":{"spaceType":"IM_ROBOT","robotCode":"{{robot}}"} }
            """);

    public Task<Answer> UpdateAsync(string data, bool byKey = true, string id = "trk-1") =>
        CallAsync(
            HttpMethod.Put, Instances,
            $$$"""{"outTrackId":"{{{id}}}","cardData":{"cardParamMap":{{{data}}}}"""
            + $$$""","cardUpdateOptions":{"updateCardDataByKey":{{{(byKey ? "true" : "false")}}}}}""");

    public Task<Answer> StreamAsync(string content, bool last = false, string id = "trk-1", bool full = true, bool error = false,
        string? guid = null, string key = "content") =>
        CallAsync(HttpMethod.Put, Streaming, new JsonObject
        {
            ["outTrackId"] = id,
            ["guid"] = guid ?? Guid.NewGuid().ToString(),
            ["key"] = key,
            ["content"] = content,
            ["isFull"] = full,
            ["isFinalize"] = last,
            ["isError"] = error,
        }.ToJsonString());

    public async Task<Answer> CallAsync(HttpMethod method, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await emulator.SendAsync(method, path, content, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
    }

    // The only reply in the transcript.
    public async Task<JsonNode> ShownAsync() => (await emulator.TranscriptAsync())["replies"]!.AsArray().ShouldHaveSingleItem()!;

    // Makes the demo group known.
    public static Task OpenGroupAsync(TestEmulator emulator) => emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });
}
