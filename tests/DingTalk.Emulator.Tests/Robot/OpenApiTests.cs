using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

public sealed class OpenApiTests
{
    private const string Oto = "/v1.0/robot/oToMessages/batchSend";
    private const string Group = "/v1.0/robot/groupMessages/send";
    private const string Header = "x-acs-dingtalk-access-token";

    [Fact]
    public async Task Oto_Good_ReachesEachUser()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await SendAsync(emulator, Oto, OtoBody("u1", "u2", "u1"));

        answer.Status.ShouldBe(200);
        answer.Json.AsObject().Select(field => field.Key)
            .ShouldBe(["processQueryKey", "invalidStaffIdList", "flowControlledStaffIdList", "filteredStaffIdList"]);
        var replies = (await emulator.TranscriptAsync())["replies"]!.AsArray();
        replies.Select(reply => (string)reply!["userIds"]![0]!).ShouldBe(["u1", "u2"]);
        replies.Select(reply => (string)reply!["processQueryKey"]!).Distinct().ShouldBe([(string)answer.Json["processQueryKey"]!]);
        ((string)replies[0]!["via"]!, (string)replies[0]!["title"]!, (string)replies[0]!["text"]!).ShouldBe(("oto", "Hi", "**ok**"));
        ((int)(await emulator.StatsAsync())["sends"]!["oto"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Oto_ToAUserWhoWrote_LandsInTheirConversation()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var said = await emulator.TellAsync("hi", new JsonObject { ["senderStaffId"] = "u1" });
        await SendAsync(emulator, Oto, OtoBody("u1"));

        ((string)(await emulator.TranscriptAsync())["replies"]![0]!["conversationId"]!).ShouldBe((string)said["conversationId"]!);
    }

    [Fact]
    public async Task Group_Good_LandsInTheGroup()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });

        var answer = await SendAsync(emulator, Group, GroupBody());

        answer.Status.ShouldBe(200);
        var reply = (await emulator.TranscriptAsync())["replies"]![0]!;
        ((string)reply["via"]!, (string)reply["conversationId"]!, (string)reply["text"]!).ShouldBe(("group", "cidDemoGroup==", "ok"));
        ((string)reply["processQueryKey"]!).ShouldBe((string)answer.Json["processQueryKey"]!);
    }

    [Theory]
    [InlineData("cidNeverHeardOf==", "invalid.openConversationId")]
    [InlineData("ciddemogroup==", "invalid.openConversationId")]
    [InlineData("", "miss.openConversationId")]
    public async Task Group_BadConversation_IsRefused(string conversation, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });
        var body = GroupBody();
        body["openConversationId"] = conversation;

        var answer = await SendAsync(emulator, Group, body);

        (answer.Status, answer.Code).ShouldBe((400, code));
    }

    [Fact]
    public async Task Group_OfAnotherApp_IsUnknown()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2", ["app"] = "dingtwo" });

        (await SendAsync(emulator, Group, GroupBody())).Code.ShouldBe("invalid.openConversationId");
    }

    [Theory]
    [InlineData(Oto)]
    [InlineData(Group)]
    public async Task Token_MissingOrUnknownOrExpired_Is400(string api)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.TokenAsync();

        (await emulator.PostAsync(api, OtoBody("u1"))).Status.ShouldBe(400);
        var unknown = await emulator.PostAsync(api, OtoBody("u1"), (Header, "invented"));
        (unknown.Status, unknown.Code).ShouldBe((400, "InvalidAuthentication"));
        emulator.Time.Advance(TimeSpan.FromSeconds(7200));
        (await emulator.PostAsync(api, OtoBody("u1"), (Header, token))).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("dingtwo", "invalidParameter.robotCode.auth")]
    [InlineData("", "invalidParameter.robotCode.empty")]
    public async Task RobotCode_NotTheTokensApp_IsRefused(string robotCode, string code)
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        var body = OtoBody("u1");
        body["robotCode"] = robotCode;

        var answer = await SendAsync(emulator, Oto, body);

        (answer.Status, answer.Code).ShouldBe((400, code));
        answer.Json["requestid"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0, "invalidParameter.userIds.empty")]
    [InlineData(20, null)]
    [InlineData(21, "invalidParameter.userIds.overMax")]
    public async Task UserIds_Number_IsLimited(int users, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await SendAsync(emulator, Oto, OtoBody([.. Enumerable.Range(0, users).Select(n => $"u{n}")]));

        (answer.Status, answer.Code).ShouldBe((code is null ? 200 : 400, code));
    }

    [Theory]
    [InlineData(null, "{}", "invalidParameter.msgKey.empty")]
    [InlineData("sampleFoo", "{}", "invalidParameter.msgKey.invalid")]
    [InlineData("sampleMarkdown", null, "invalidParameter.msgParam.invalid")]
    [InlineData("sampleMarkdown", "no json", "invalidParameter.msgParam.invalid")]
    [InlineData("sampleMarkdown", "[]", "invalidParameter.msgParam.invalid")]
    [InlineData("sampleMarkdown", """{"title":"only"}""", "miss.param.markdownTotext")]
    [InlineData("sampleText", """{"content":7}""", "miss.param.textTocontent")]
    [InlineData(
        "sampleActionCard3",
        """{"title":"t","text":"x","actionTitle1":"1","actionURL1":"u","actionTitle2":"2","actionURL2":"u"}""",
        "miss.param.actionCardToactionTitle3")]
    [InlineData("sampleActionCard2", """{"title":"t","text":"x","actionTitle1":"1","actionURL1":"u","actionTitle2":"2","actionURL2":"u"}""", null)]
    [InlineData("sampleImageMsg", """{"photoURL":"https://e.test/p.png"}""", null)]
    public async Task Message_KeyAndParam_AreChecked(string? key, string? param, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var body = OtoBody("u1");
        (body["msgKey"], body["msgParam"]) = (key, param);

        var answer = await SendAsync(emulator, Oto, body);

        (answer.Status, answer.Code).ShouldBe((code is null ? 200 : 400, code), answer.Body);
    }

    [Theory]
    [InlineData(Oto, 15_000, null)]
    [InlineData(Oto, 15_001, "invalidParameter.msgParam.tooLong")]
    [InlineData(Group, 15_001, "invalidParameter.msgParam.tooLong")]
    public async Task MsgParam_Bytes_AreCounted(string api, int bytes, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var body = OtoBody("u1");
        body["openConversationId"] = "cidDemoGroup==";
        var room = bytes - """{"content":""}""".Length;
        (body["msgKey"], body["msgParam"]) = (
            "sampleText", $$"""{"content":"{{new string('字', room / 3)}}{{new string('x', room % 3)}}"}""");

        var answer = await SendAsync(emulator, api, body);

        (answer.Status, answer.Code).ShouldBe((code is null ? 200 : 400, code));
    }

    [Fact]
    public async Task Oto_EncryptedIds_BelongToNoUser()
    {
        await using var emulator = await TestEmulator.StartAsync();
        const string senderId = "$:LWCP_v1:$aBcD1234==";

        var some = await SendAsync(emulator, Oto, OtoBody("u1", senderId));
        var none = await SendAsync(emulator, Oto, OtoBody(senderId));

        (some.Status, some.Json["invalidStaffIdList"]!.ToJsonString()).ShouldBe((200, $"""["{senderId}"]"""));
        (none.Status, none.Code).ShouldBe((400, "staffId.notExisted"));
        (await emulator.TranscriptAsync())["replies"]!.AsArray().Select(reply => (string)reply!["userIds"]![0]!).ShouldBe(["u1"]);
    }

    [Fact]
    public async Task Qps_SlidesPerAppAndApi()
    {
        await using var emulator = await TestEmulator.StartAsync(options => { TestEmulator.TwoApps(options); options.QpsPerApi = 3; });
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });
        async Task<int> Call() => (await SendAsync(emulator, Oto, OtoBody("u1"))).Status;

        (await Call()).ShouldBe(200);
        emulator.Time.Advance(TimeSpan.FromMilliseconds(900));
        (await Call()).ShouldBe(200);
        (await Call()).ShouldBe(200);
        var refused = await SendAsync(emulator, Oto, OtoBody("u1"));
        (refused.Status, refused.Code).ShouldBe((403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"));
        emulator.Time.Advance(TimeSpan.FromMilliseconds(99));
        (await Call()).ShouldBe(403);

        // A slot is free one second after its call, not at the next full second; a refused call takes none.
        emulator.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await Call()).ShouldBe(200);
        (await Call()).ShouldBe(403);
        (await SendAsync(emulator, Group, GroupBody())).Status.ShouldBe(200);
        var other = OtoBody("u1");
        other["robotCode"] = "dingtwo";
        (await emulator.PostAsync(Oto, other, (Header, await emulator.TokenAsync("dingtwo", "second-secret")))).Status.ShouldBe(200);
        var stats = await emulator.StatsAsync();
        ((int)stats["throttled"]!, (int)stats["throttledByApi"]!["oto"]!, (int)stats["sends"]!["oto"]!).ShouldBe((3, 3, 5));
        stats["rejected"]!.AsObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    public async Task Body_Unreadable_Is400(string body)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var content = new StringContent(body);

        var answer = await emulator.SendAsync(HttpMethod.Post, Oto, content, (Header, await emulator.TokenAsync()));

        (answer.Status, answer.Code).ShouldBe((400, "invalidParameter.param.invalid"));
    }

    private static async Task<Answer> SendAsync(TestEmulator emulator, string api, JsonObject body) =>
        await emulator.PostAsync(api, body, (Header, await emulator.TokenAsync()));

    private static JsonObject OtoBody(params string[] users) => new()
    {
        ["robotCode"] = "dingdemo",
        ["userIds"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]),
        ["msgKey"] = "sampleMarkdown",
        ["msgParam"] = """{"title":"Hi","text":"**ok**"}""",
    };

    private static JsonObject GroupBody() => new()
    {
        ["robotCode"] = "dingdemo",
        ["openConversationId"] = "cidDemoGroup==",
        ["msgKey"] = "sampleText",
        ["msgParam"] = """{"content":"ok"}""",
    };
}
