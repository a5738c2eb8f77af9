using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Faults;

public sealed class OpenApiFaultTests
{
    private const string Oto = "/v1.0/robot/oToMessages/batchSend";
    private const string Header = "x-acs-dingtalk-access-token";

    [Theory]
    [InlineData("true")]
    [InlineData("\"qyapi_robot_sendmsg\"")]
    [InlineData("""["Card.Streaming.Write","qyapi_robot_sendmsg"]""")]
    public async Task MissingScope_NamesWhatTheCallNeeds_AndNothingArrives(string value)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync($$"""{"missingScope":{{value}},"count":1}""");

        var answer = await OtoAsync(emulator, "u1");

        (answer.Status, answer.Code).ShouldBe((403, "Forbidden.AccessDenied.AccessTokenPermissionDenied"));
        answer.Json["accessdenieddetail"]!["requiredScopes"]!.ToJsonString().ShouldBe("""["qyapi_robot_sendmsg"]""");
        (await OtoAsync(emulator, "u1")).Status.ShouldBe(200);
        (await ReceiversAsync(emulator)).ShouldBe(["u1"]);
    }

    [Fact]
    public async Task MissingScope_OfOtherCalls_SparesThisOne()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"missingScope":"Card.Streaming.Write","count":1}""");

        (await OtoAsync(emulator, "u1")).Status.ShouldBe(200);
        (await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task ApiQuotaExhausted_RefusesOpenApi_ButNeitherWebhooksNorTokens()
    {
        await using var chat = await Robot.Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"apiQuotaExhausted":true}""");

        var answer = await OtoAsync(chat.Emulator, "u1");

        (answer.Status, answer.Code).ShouldBe((403, "Forbidden.AccessDenied.ApiCountLimitForOrg"));
        (await chat.SendAsync("""{"msgtype":"text","text":{"content":"x"}}""")).Errcode.ShouldBe(0);
        ((int)(await chat.Emulator.StatsAsync())["rejected"]!["Forbidden.AccessDenied.ApiCountLimitForOrg"]!).ShouldBe(1);
    }

    [Fact]
    public async Task StaffIds_InvalidAndFlowControlled_TheOthersGetIt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"invalidStaffIds":["u1","u9"],"flowControlledStaffIds":["u1","u2"],"count":1}""");
        await OtoAsync(emulator, "u4");

        var answer = await OtoAsync(emulator, "u1", "u2", "u3", "u2");

        answer.Status.ShouldBe(200);
        answer.Json["invalidStaffIdList"]!.ToJsonString().ShouldBe("""["u1"]""");
        answer.Json["flowControlledStaffIdList"]!.ToJsonString().ShouldBe("""["u2"]""");
        ((string)answer.Json["processQueryKey"]!).ShouldNotBeNullOrEmpty();
        await OtoAsync(emulator, "u1");
        (await ReceiversAsync(emulator)).ShouldBe(["u4", "u3", "u1"]);
    }

    [Theory]
    [InlineData("invalidStaffIds", "invalidStaffIdList")]
    [InlineData("flowControlledStaffIds", "flowControlledStaffIdList")]
    public async Task StaffIds_True_MeansEveryoneAndNothingCountsAsSent(string fault, string list)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync($$"""{"{{fault}}":true}""");

        var answer = await OtoAsync(emulator, "u1", "u2");

        (answer.Status, answer.Json[list]!.ToJsonString()).ShouldBe((200, """["u1","u2"]"""));
        (await ReceiversAsync(emulator)).ShouldBeEmpty();
        ((int)(await emulator.StatsAsync())["sends"]!["oto"]!).ShouldBe(0);
    }

    [Fact]
    public async Task StaffIds_AppAndSeconds_LimitIt()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await emulator.FaultAsync("""{"invalidStaffIds":true,"app":"dingtwo"}""");
        (await OtoAsync(emulator, "u1")).Json["invalidStaffIdList"]!.AsArray().ShouldBeEmpty();
        await emulator.FaultAsync("""{"invalidStaffIds":true,"seconds":10}""");
        emulator.Time.Advance(TimeSpan.FromSeconds(9.9));
        (await OtoAsync(emulator, "u1")).Json["invalidStaffIdList"]!.AsArray().Count.ShouldBe(1);
        emulator.Time.Advance(TimeSpan.FromSeconds(0.1));

        (await OtoAsync(emulator, "u1")).Json["invalidStaffIdList"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Throttle_StatusAndRetryAfter_AreAnswered()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"throttle":{"api":"oto","perSecond":0,"status":429,"retryAfterSeconds":7},"count":1}""");
        using var call = new HttpRequestMessage(HttpMethod.Post, Oto) { Content = new StringContent(Body("u1").ToJsonString()) };
        call.Headers.Add(Header, await emulator.TokenAsync());

        using var answer = await emulator.Http.SendAsync(call, TestEmulator.Stop);

        ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta).ShouldBe((429, TimeSpan.FromSeconds(7)));
        (await answer.Content.ReadAsStringAsync(TestEmulator.Stop)).ShouldContain("QpsLimitForAppkeyAndApi");
    }

    [Fact]
    public async Task BadToken_StatusAndBody_AreOptions()
    {
        const string body = """{"code":"invalidParameter.token.invalid","message":"x"}""";
        await using var emulator = await TestEmulator.StartAsync(options => (options.BadTokenStatus, options.BadTokenBody) = (401, body));

        (await emulator.PostAsync(Oto, Body("u1"), (Header, "old"))).ShouldBe(new Answer(401, body));
    }

    [Fact]
    public async Task MaxUserIds_IsAnOption()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.MaxUserIds = 2);

        (await OtoAsync(emulator, "u1", "u2")).Status.ShouldBe(200);
        (await OtoAsync(emulator, "u1", "u2", "u3")).Code.ShouldBe("invalidParameter.userIds.overMax");
    }

    private static async Task<Answer> OtoAsync(TestEmulator emulator, params string[] users) =>
        await emulator.PostAsync(Oto, Body(users), (Header, await emulator.TokenAsync()));

    private static JsonObject Body(params string[] users) => new()
    {
        ["robotCode"] = "dingdemo",
        ["userIds"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]),
        ["msgKey"] = "sampleText",
        ["msgParam"] = """{"content":"x"}""",
    };

    private static async Task<IEnumerable<string>> ReceiversAsync(TestEmulator emulator) =>
        (await emulator.TranscriptAsync())["replies"]!.AsArray().Select(reply => (string)reply!["userIds"]![0]!);
}
