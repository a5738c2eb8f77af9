using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

public sealed class EmotionTests
{
    [Fact]
    public async Task Reply_ToAUsersMessage_IsSeenUntilItIsRecalled()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var said = await emulator.TellAsync("hi");

        (await SendAsync(emulator, "reply", said)).ShouldBe(new Answer(200, """{"success":true}"""));
        await SendAsync(emulator, "reply", said);
        (await EmotionsAsync(emulator)).ShouldBe("""["🤔思考中"]""");
        (await SendAsync(emulator, "recall", said)).ShouldBe(new Answer(200, """{"success":true}"""));

        (await EmotionsAsync(emulator)).ShouldBe("[]");
    }

    [Theory]
    [InlineData("openMsgId", "msgOfABot==", 500, "system.err")]
    [InlineData("openConversationId", "cidElsewhere==", 500, "system.err")]
    [InlineData("openMsgId", null, 400, "miss.param.openMsgId")]
    [InlineData("textEmotion", null, 400, "miss.param.emotionName")]
    [InlineData("robotCode", "dingtwo", 400, "invalidParameter.robotCode.auth")]
    public async Task Reply_Bad_IsRefused(string field, string? value, int status, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var said = await emulator.TellAsync("hi");

        var answer = await SendAsync(emulator, "reply", said, (field, value));

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Body);
    }

    private static async Task<Answer> SendAsync(
        TestEmulator emulator, string call, JsonNode said, (string Field, string? Value) change = default)
    {
        var body = new JsonObject
        {
            ["robotCode"] = "dingdemo",
            ["openMsgId"] = (string)said["msgId"]!,
            ["openConversationId"] = (string)said["conversationId"]!,
            ["emotionType"] = 2,
            ["textEmotion"] = new JsonObject
            {
                ["emotionId"] = "2659900",
                ["emotionName"] = "🤔思考中",
                ["text"] = "🤔思考中",
                ["backgroundId"] = "im_bg_1",
            },
        };
        if (change.Field is { } field)
        {
            body[field] = change.Value;
        }

        return await emulator.PostAsync($"/v1.0/robot/emotion/{call}", body, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
    }

    private static async Task<string> EmotionsAsync(TestEmulator emulator) =>
        JsonNode.Parse((await emulator.TranscriptAsync())["pushes"]![0]!["emotions"]!.ToJsonString())!.AsArray() is { Count: > 0 } list
            ? $"[\"{string.Join("\",\"", list)}\"]"
            : "[]";
}
