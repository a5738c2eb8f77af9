using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

public sealed class RecallTests
{
    private const string Group = "/v1.0/robot/groupMessages/recall";
    private const string Oto = "/v1.0/robot/otoMessages/batchRecall";

    [Fact]
    public async Task Oto_Sent_IsRecalledOnce()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var key = await SendAsync(
            emulator, "/v1.0/robot/oToMessages/batchSend", new JsonObject { ["userIds"] = new JsonArray("u1", "u2") });

        var answer = await RecallAsync(emulator, Oto, [], key, "pqk-invented");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Json["successResult"]!.AsArray().Select(one => (string)one!).ShouldBe([key]);
        answer.Json["failedResult"]!.AsObject().Select(one => one.Key).ShouldBe(["pqk-invented"]);
        (await emulator.TranscriptAsync())["replies"]!.AsArray().ShouldAllBe(reply => (bool)reply!["recalled"]!);
        (await RecallAsync(emulator, Oto, [], key)).Json["successResult"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Group_Sent_IsRecalledInItsGroupOnly()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });
        var key = await SendAsync(emulator, "/v1.0/robot/groupMessages/send", new JsonObject { ["openConversationId"] = "cidDemoGroup==" });

        (await RecallAsync(emulator, Oto, [], key)).Json["successResult"]!.AsArray().ShouldBeEmpty();
        var other = await RecallAsync(emulator, Group, new JsonObject { ["openConversationId"] = "cidOther==" }, key);
        other.Json["successResult"]!.AsArray().ShouldBeEmpty();
        var own = await RecallAsync(emulator, Group, new JsonObject { ["openConversationId"] = "cidDemoGroup==" }, key);
        own.Json["successResult"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Oto_After24Hours_IsTooLate()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var key = await SendAsync(emulator, "/v1.0/robot/oToMessages/batchSend", new JsonObject { ["userIds"] = new JsonArray("u1") });
        emulator.Time.Advance(TimeSpan.FromHours(24.1));

        (await RecallAsync(emulator, Oto, [], key)).Json["failedResult"]!.AsObject().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Oto, 0, "invalidParameter.param.invalid")]
    [InlineData(Oto, 21, "invalidParameter.param.invalid")]
    [InlineData(Group, 1, "miss.openConversationId")]
    public async Task BadCall_IsRefused(string path, int keys, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await RecallAsync(emulator, path, [], [.. Enumerable.Range(0, keys).Select(i => $"pqk-{i}")]);

        (answer.Status, answer.Code).ShouldBe((400, code));
    }

    private static async Task<string> SendAsync(TestEmulator emulator, string path, JsonObject to)
    {
        (to["robotCode"], to["msgKey"], to["msgParam"]) = ("dingdemo", "sampleText", """{"content":"ok"}""");
        var answer = await emulator.PostAsync(path, to, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
        answer.Status.ShouldBe(200, answer.Body);
        return (string)answer.Json["processQueryKey"]!;
    }

    private static async Task<Answer> RecallAsync(TestEmulator emulator, string path, JsonObject body, params string[] keys)
    {
        (body["robotCode"], body["processQueryKeys"]) = ("dingdemo", new JsonArray([.. keys.Select(key => (JsonNode)key)]));
        return await emulator.PostAsync(path, body, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
    }
}
