using System.Text;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.OpenApi;

public sealed class DirectoryTests
{
    [Theory]
    [InlineData("""{"userid":"u1","language":"zh_CN"}""", "application/json")]
    [InlineData("userid=u1&language=zh_CN", "application/x-www-form-urlencoded")]
    public async Task User_WhoWrote_HasTheirName(string body, string contentType)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["senderStaffId"] = "u1", ["senderNick"] = "张伟" });

        var answer = await emulator.PostTextAsync($"/topapi/v2/user/get?access_token={await emulator.TokenAsync()}", body, contentType);

        (answer.Status, answer.Errcode).ShouldBe((200, 0), answer.Body);
        var user = answer.Json["result"]!;
        ((string)user["name"]!, (string)user["userid"]!, (int)user["dept_id_list"]![0]!).ShouldBe(("张伟", "u1", 1));
    }

    [Theory]
    [InlineData("{}", 33012)]
    [InlineData("""{"userid":"$:LWCP_v1:$aBcD1234=="}""", 60121)]
    public async Task User_Bad_HasItsErrcode(string body, int errcode)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync($"/topapi/v2/user/get?access_token={await emulator.TokenAsync()}", body);

        (answer.Status, answer.Errcode).ShouldBe((200, errcode));
    }

    [Fact]
    public async Task BadToken_EachApi_AnswersInItsOwnShape()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var user = await emulator.PostTextAsync("/topapi/v2/user/get?access_token=old", """{"userid":"u1"}""");
        (user.Errcode, (string)user.Json["sub_code"]!).ShouldBe((88, "40014"));
        (await emulator.GetAsync("/microapp/list")).Errcode.ShouldBe(40014);
        var inner = await emulator.GetAsync("/v1.0/microApp/allInnerApps");
        (inner.Status, inner.Code).ShouldBe((400, "InvalidAuthentication"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task MicroApps_AreTheAppsOfTheEmulator(string method)
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        using var content = method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;

        var answer = await emulator.SendAsync(
            new HttpMethod(method), $"/microapp/list?access_token={await emulator.TokenAsync()}", content);

        answer.Errcode.ShouldBe(0);
        answer.Json["appList"]!.AsArray()
            .Select(app => ((long)app!["agentId"]!, (string)app["name"]!)).ShouldBe([(1000000001, "PicoClaw"), (1000000002, "Two")]);
    }

    [Fact]
    public async Task InnerApps_AreTheAppsOfTheEmulator()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.SendAsync(
            HttpMethod.Get, "/v1.0/microApp/allInnerApps", null, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));

        ((long)answer.Json["appList"]![0]!["agentId"]!, (string)answer.Json["appList"]![0]!["name"]!).ShouldBe((1000000001, "PicoClaw"));
    }
}
