using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Transcripts;

public sealed class RefusalTests
{
    private const string Good = """{"msgtype":"text","text":{"content":"ok"}}""";

    [Fact]
    public async Task Webhook_RefusedRepeatedly_IsOneEntryWithItsConversation()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendErrcode":430101,"count":3}""");
        for (var i = 0; i < 3; i++)
        {
            await chat.SendAsync(Good);
        }

        var refusal = (await RefusalsAsync(chat.Emulator)).ShouldHaveSingleItem()!;

        ((string)refusal["via"]!, (int)refusal["status"]!, (string)refusal["code"]!, (int)refusal["count"]!)
            .ShouldBe(("webhook", 200, "430101", 3));
        ((string)refusal["conversationId"]!, (string)refusal["app"]!).ShouldBe((chat.ConversationId, "dingdemo"));
    }

    [Fact]
    public async Task Webhook_AMessageInBetween_StartsAnotherEntry()
    {
        await using var chat = await Talk.StartAsync();
        await chat.SendAsync("{}");
        await chat.SendAsync(Good);
        await chat.SendAsync("{}");
        await chat.SendAsync("""{"msgtype":"image"}""");

        (await RefusalsAsync(chat.Emulator))
            .Select(one => ((string)one!["code"]!, (int)one["count"]!)).ShouldBe([("40035", 1), ("40035", 1), ("400105", 1)]);
        await chat.Emulator.PostTextAsync("/emulator/reset", "{}");
        (await RefusalsAsync(chat.Emulator)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/v1.0/robot/oToMessages/batchSend", """{"userIds":["demo-user"]}""", "oto", "demo-user")]
    [InlineData("/v1.0/robot/groupMessages/send", """{"openConversationId":"cidA=="}""", "group", null)]
    [InlineData("/v1.0/card/instances/createAndDeliver", """{"openSpaceId":"dtv1.card//IM_ROBOT.demo-user"}""", "card/createAndDeliver", "demo-user")]
    [InlineData("/v1.0/card/instances/createAndDeliver", """{"openSpaceId":"dtv1.card//IM_GROUP.cidA=="}""", "card/createAndDeliver", null)]
    public async Task OpenApi_Refused_IsRecordedWithItsTarget(string path, string body, string via, string? user)
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendStatus":503}""");

        await chat.Emulator.PostAsync(path, JsonNode.Parse(body)!, ("x-acs-dingtalk-access-token", await chat.Emulator.TokenAsync()));

        var refusal = (await RefusalsAsync(chat.Emulator)).ShouldHaveSingleItem()!;
        ((string)refusal["via"]!, (int)refusal["status"]!, (string)refusal["code"]!).ShouldBe((via, 503, "ServiceUnavailable"));
        ((string)refusal["conversationId"]!).ShouldBe(user is null ? "cidA==" : chat.ConversationId);
        refusal["userIds"]!.AsArray().Select(one => (string)one!).ShouldBe(user is null ? [] : [user]);
    }

    [Fact]
    public async Task OpenApi_AnswerLostAfterDelivery_IsRecordedBesideTheMessage()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"failAfterDelivery":504,"api":"webhook","count":1}""");

        await chat.SendAsync(Good);

        ((int)(await RefusalsAsync(chat.Emulator)).ShouldHaveSingleItem()!["status"]!).ShouldBe(504);
        (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().ShouldHaveSingleItem();
    }

    private static async Task<JsonArray> RefusalsAsync(TestEmulator emulator) => (await emulator.TranscriptAsync())["refusals"]!.AsArray();
}
