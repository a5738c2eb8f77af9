using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Faults;

/// <summary>What may be wrong with an app in the developer console.</summary>
public sealed class AppConditionTests
{
    [Theory]
    [InlineData("unpublished", 400, 400, "resource.not.found")]
    [InlineData("streamOff", 400, 200, null)]
    [InlineData("ipNotAllowed", 400, 403, "Forbidden.AccessDenied.IpNotInWhiteList")]
    public async Task Fault_Armed_RefusesTheLinkAndPerhapsTheRobot_ButNotTheToken(string fault, int open, int send, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync($$"""{"{{fault}}":true}""");

        var opened = await emulator.OpenAsync(TestBot.OpenBody());
        var sent = await SendAsync(emulator);

        (opened.Status, opened.Code).ShouldBe((open, "invalidParameter"));
        sent.Status.ShouldBe(send);
        if (code is not null)
        {
            sent.Code.ShouldBe(code);
        }

        await emulator.FaultAsync($$"""{"{{fault}}":false}""");
        (await emulator.OpenAsync(TestBot.OpenBody())).Status.ShouldBe(200);
        (await SendAsync(emulator)).Status.ShouldBe(200);
    }

    private static async Task<Answer> SendAsync(TestEmulator emulator)
    {
        var body = new JsonObject { ["robotCode"] = "dingdemo", ["userIds"] = new JsonArray("u1"), ["msgKey"] = "sampleText", ["msgParam"] = """{"content":"x"}""" };
        return await emulator.PostAsync("/v1.0/robot/oToMessages/batchSend", body, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
    }
}
