using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

public sealed class ReceiptTests
{
    private const string DemoGroup = "cidDemoGroup==";

    [Fact]
    public async Task Oto_ReadByOne_TellsBoth()
    {
        await using var emulator = await StartAsync();
        var key = await ToUsersAsync(emulator, "u1", "u2");
        await ReadAsync(emulator, "u1");

        var answer = await AskAsync(emulator, key);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Json.ToJsonString().ShouldBe(
            """
            {"sendStatus":"SUCCESS","messageReadInfoList":[{"userId":"u1","name":"u1","readStatus":"READ"},{"userId":"u2","name":"u2","readStatus":"UNREAD"}]}
            """);
    }

    [Fact]
    public async Task Oto_ReadBeforeIt_IsUnreadUntilTheUserWrites()
    {
        await using var emulator = await StartAsync();
        await ReadAsync(emulator, "u1");
        var key = await ToUsersAsync(emulator, "u1");
        (await StatesAsync(emulator, key)).ShouldBe(["UNREAD"]);

        await emulator.TellAsync("thanks", new JsonObject { ["senderStaffId"] = "u1" });

        (await StatesAsync(emulator, key)).ShouldBe(["READ"]);
    }

    [Fact]
    public async Task Oto_Recalled_SaysSo()
    {
        await using var emulator = await StartAsync();
        var key = await ToUsersAsync(emulator, "u1");
        await PostAsync(emulator, "/v1.0/robot/otoMessages/batchRecall", new JsonObject { ["processQueryKeys"] = new JsonArray(key) });

        ((string?)(await AskAsync(emulator, key)).Json["sendStatus"]).ShouldBe("RECALLED");
    }

    [Fact]
    public async Task Group_ManyReaders_ComeInPages()
    {
        await using var emulator = await StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2", ["senderStaffId"] = "u0" });
        var key = await ToGroupAsync(emulator);
        foreach (var user in new[] { "u3", "u1", "u2" })
        {
            await ReadAsync(emulator, user, DemoGroup);
        }

        var first = await AskGroupAsync(emulator, key, new JsonObject { ["maxResults"] = 2 });
        first.Json["readUserIds"]!.AsArray().Select(one => (string)one!).ShouldBe(["u1", "u2"]);
        ((bool)first.Json["hasMore"]!).ShouldBeTrue();
        var rest = await AskGroupAsync(emulator, key, new JsonObject { ["nextToken"] = (string)first.Json["nextToken"]! });
        rest.Json["readUserIds"]!.AsArray().Select(one => (string)one!).ShouldBe(["u3"]);
        ((bool)rest.Json["hasMore"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Key_NotGeneratedYetOrTooOld_IsRefusedAlike()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.ReceiptDelay = TimeSpan.FromSeconds(3));
        var key = await ToUsersAsync(emulator, "u1");

        (await AskAsync(emulator, key)).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(400), answer => answer.Code.ShouldBe("processQueryKey.expireTime"));
        emulator.Time.Advance(TimeSpan.FromSeconds(3));
        (await AskAsync(emulator, key)).Status.ShouldBe(200);
        emulator.Time.Advance(TimeSpan.FromDays(1));
        (await AskAsync(emulator, key)).Code.ShouldBe("processQueryKey.expireTime");
        (await AskAsync(emulator, "pqk-invented")).Code.ShouldBe("processQueryKey.expireTime");
    }

    [Fact]
    public async Task Group_OtherGroupOrDirect_IsUnknown()
    {
        await using var emulator = await StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2" });
        var key = await ToGroupAsync(emulator);

        (await AskAsync(emulator, key)).Code.ShouldBe("processQueryKey.expireTime");
        (await AskGroupAsync(emulator, key, new JsonObject { ["openConversationId"] = "cidOther==" })).Code.ShouldBe("processQueryKey.expireTime");
    }

    [Theory]
    [InlineData("""{"openConversationId":""}""", "miss.openConversationId")]
    [InlineData("""{"maxResults":201}""", "invalidParameter.param.invalid")]
    [InlineData("""{"nextToken":"x"}""", "invalidParameter.param.invalid")]
    [InlineData("""{"nextToken":"-1"}""", "invalidParameter.param.invalid")]
    [InlineData("""{"processQueryKey":""}""", "invalidParameter.param.invalid")]
    [InlineData("""{"robotCode":"other"}""", "invalidParameter.robotCode.auth")]
    public async Task Group_BadCall_IsRefused(string fields, string code)
    {
        await using var emulator = await StartAsync();

        var answer = await AskGroupAsync(emulator, "pqk-1", JsonNode.Parse(fields)!.AsObject());

        (answer.Status, answer.Code).ShouldBe((400, code));
    }

    [Theory]
    [InlineData("robotCode=dingdemo", "invalidParameter.param.invalid")]
    [InlineData("processQueryKey=k", "invalidParameter.robotCode.empty")]
    public async Task Oto_BadCall_IsRefused(string query, string code)
    {
        await using var emulator = await StartAsync();

        (await AskAsync(emulator, query: query)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("""{"apiQuotaExhausted":true}""", "Forbidden.AccessDenied.ApiCountLimitForOrg")]
    [InlineData("""{"missingScope":true}""", "Forbidden.AccessDenied.AccessTokenPermissionDenied")]
    [InlineData("""{"throttle":{"api":"*","perSecond":0}}""", "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi")]
    [InlineData("""{"tokenInvalid":true,"count":1}""", "InvalidAuthentication")]
    public async Task Oto_Fault_HitsItLikeAnyCall(string fault, string code)
    {
        await using var emulator = await StartAsync();
        var key = await ToUsersAsync(emulator, "u1");
        (await emulator.PostTextAsync("/emulator/faults", fault)).Status.ShouldBe(200);

        (await AskAsync(emulator, key)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("{}", "senderStaffId")]
    [InlineData("""{"senderStaffId":"u1","app":"nobody"}""", "nobody")]
    [InlineData("""{"senderStaffId":"u1","who":"u2"}""", "who")]
    public async Task Read_BadRequest_SaysWhatToChange(string body, string named)
    {
        await using var emulator = await StartAsync();

        var answer = await emulator.PostTextAsync("/emulator/read", body);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain(named);
    }

    [Fact]
    public async Task Reset_Marks_AreForgotten()
    {
        await using var emulator = await StartAsync();
        await ReadAsync(emulator, "u1");
        (await emulator.PostTextAsync("/emulator/reset", "")).Status.ShouldBe(204);
        var key = await ToUsersAsync(emulator, "u1");

        (await StatesAsync(emulator, key)).ShouldBe(["UNREAD"]);
    }

    private static Task<TestEmulator> StartAsync() => TestEmulator.StartAsync(options => options.ReceiptDelay = TimeSpan.Zero);

    private static async Task<string> ToUsersAsync(TestEmulator emulator, params string[] users) => (string)(await PostAsync(
        emulator, "/v1.0/robot/oToMessages/batchSend", Message(new JsonObject { ["userIds"] = new JsonArray([.. users.Select(user => (JsonNode)user)]) })))
        .Json["processQueryKey"]!;

    private static async Task<string> ToGroupAsync(TestEmulator emulator) => (string)(await PostAsync(
        emulator, "/v1.0/robot/groupMessages/send", Message(new JsonObject { ["openConversationId"] = DemoGroup }))).Json["processQueryKey"]!;

    private static async Task ReadAsync(TestEmulator emulator, string user, string? conversation = null) => (await emulator.PostAsync(
        "/emulator/read", new JsonObject { ["senderStaffId"] = user, ["conversationId"] = conversation })).Status.ShouldBe(204);

    private static async Task<IEnumerable<string>> StatesAsync(TestEmulator emulator, string key) =>
        (await AskAsync(emulator, key)).Json["messageReadInfoList"]!.AsArray().Select(one => (string)one!["readStatus"]!);

    private static async Task<Answer> AskAsync(TestEmulator emulator, string key = "", string? query = null) => await emulator.SendAsync(
        HttpMethod.Get,
        $"/v1.0/robot/oToMessages/readStatus?{query ?? $"robotCode=dingdemo&processQueryKey={key}"}",
        content: null,
        ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));

    private static Task<Answer> AskGroupAsync(TestEmulator emulator, string key, JsonObject fields)
    {
        fields["openConversationId"] ??= DemoGroup;
        fields["processQueryKey"] ??= key;
        return PostAsync(emulator, "/v1.0/robot/groupMessages/query", fields);
    }

    private static JsonObject Message(JsonObject to)
    {
        (to["msgKey"], to["msgParam"]) = ("sampleText", """{"content":"ok"}""");
        return to;
    }

    private static async Task<Answer> PostAsync(TestEmulator emulator, string path, JsonObject body)
    {
        body["robotCode"] ??= "dingdemo";
        return await emulator.PostAsync(path, body, ("x-acs-dingtalk-access-token", await emulator.TokenAsync()));
    }
}
