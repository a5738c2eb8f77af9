using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace DingTalk.Emulator.Tests.Access;

public sealed class CallerCheckTests
{
    // Every endpoint, in the order of EmulatorEndpoints.
    public static TheoryData<string, string> Endpoints => new()
    {
        { "POST", "/v1.0/gateway/connections/open" }, { "GET", "/connect" }, { "POST", "/v1.0/oauth2/accessToken" },
        { "POST", "/v1.0/oauth2/dingcorpdemo/token" }, { "GET", "/gettoken?appkey=dingdemo&appsecret=demo-secret" },
        { "POST", "/robot/sendBySession" }, { "POST", "/v1.0/robot/oToMessages/batchSend" }, { "POST", "/v1.0/robot/groupMessages/send" },
        { "POST", "/v1.0/robot/groupMessages/recall" }, { "POST", "/v1.0/robot/otoMessages/batchRecall" },
        { "POST", "/v1.0/robot/emotion/reply" }, { "POST", "/v1.0/robot/emotion/recall" }, { "POST", "/topapi/v2/user/get" },
        { "GET", "/microapp/list" }, { "GET", "/v1.0/microApp/allInnerApps" }, { "PUT", "/v1.0/card/instances/spaces" },
        { "POST", "/v1.0/card/instances" }, { "PUT", "/v1.0/card/instances" }, { "POST", "/v1.0/card/instances/deliver" },
        { "POST", "/v1.0/card/instances/createAndDeliver" }, { "PUT", "/v1.0/card/streaming" },
        { "POST", "/v1.0/robot/messageFiles/download" }, { "GET", "/files/x" }, { "POST", "/media/upload" }, { "POST", "/emulator/say" },
        { "POST", "/emulator/push" }, { "GET", "/emulator/transcript" }, { "GET", "/emulator/stats" }, { "GET", "/emulator/faults" },
        { "POST", "/emulator/faults" }, { "POST", "/emulator/reset" }, { "GET", "/emulator/events" }, { "POST", "/v1/chat/completions" },
        { "GET", "/emulator/model" }, { "GET", "/health" }, { "GET", "/" }, { "GET", "/chat.js" }, { "GET", "/nothing" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_AForeignNameOrPage_IsRefused(string method, string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var rebound = await emulator.SendAsync(
            new HttpMethod(method), path, Json(method), ("Host", $"evil.example:{emulator.Address.Port}"));
        var crossSite = await emulator.SendAsync(new HttpMethod(method), path, Json(method), ("Origin", "http://evil.example"));

        (rebound.Status, crossSite.Status).ShouldBe((403, 403));
        rebound.Body.ShouldContain("evil.example");
        rebound.Body.ShouldContain("AllowedHosts");
        crossSite.Body.ShouldContain("web page");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5080", true)]
    [InlineData("127.8.8.8:1", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("emulator:5080", true)]
    [InlineData("chat.example", true)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("0.0.0.0:5080", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("demulator", false)]
    public async Task Host_OurNamesOnly(string host, bool isOurs)
    {
        await using var emulator = await TestEmulator.StartAsync(
            options => (options.AllowedHosts, options.PublicUrl) = (["emulator"], "https://chat.example"));

        var answer = await emulator.SendAsync(HttpMethod.Get, "/health", null, ("Host", host));

        answer.Status.ShouldBe(isOurs ? 200 : 403, answer.Body);
    }

    [Fact]
    public async Task Host_TheAddressThatWasConnectedTo_IsOurs()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.Url = "http://*:0");
        foreach (var address in await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestEmulator.Stop))
        {
            var url = new UriBuilder("http", address.ToString(), emulator.Address.Port, "/health").Uri;
            using var answer = await emulator.Http.GetAsync(url, TestEmulator.Stop);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestEmulator.Stop));
        }
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("nonsense", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://chat.example.evil.example", false)]
    [InlineData("https://chat.example", true)]
    public async Task Origin_OurPageOnly(string origin, bool isOurs)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.PublicUrl = "https://chat.example");

        (await emulator.SendAsync(HttpMethod.Post, "/emulator/reset", null, ("Origin", origin))).Status.ShouldBe(isOurs ? 204 : 403);
    }

    [Fact]
    public async Task Origin_OfTheChatPage_MaySay()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var origin = emulator.Address.GetLeftPart(UriPartial.Authority);

        var answer = await emulator.SendAsync(
            HttpMethod.Post, "/emulator/say", new StringContent("""{"text":"hi","waitSeconds":0}""", Encoding.UTF8, "application/json"),
            ("Origin", origin));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Fact]
    public async Task Stream_FromAForeignPage_IsRefusedAndItsTicketStaysValid()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var url = TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json);
        using var foreign = new ClientWebSocket();
        foreign.Options.SetRequestHeader("Origin", "http://evil.example");

        await Should.ThrowAsync<WebSocketException>(() => foreign.ConnectAsync(url, TestEmulator.Stop));

        using var ours = new ClientWebSocket();
        await ours.ConnectAsync(url, TestEmulator.Stop);
        ours.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task Refusal_OfABot_HasDingTalksShape()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostAsync(
            "/v1.0/gateway/connections/open", TestBot.OpenBody(), ("Host", "emulator"), ("Accept", "application/json"));

        (answer.Status, answer.Code).ShouldBe((403, "Forbidden.Emulator"));
        ((string)answer.Json["message"]!).ShouldContain("EMULATOR__ALLOWEDHOSTS__0");
    }

    // Any web page can send these three content types without a preflight.
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Body_WithoutJsonContentType_IsRefusedEverywhere(string type)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = ("x-acs-dingtalk-access-token", await emulator.TokenAsync());
        var body = """{"appKey":"dingdemo","appSecret":"demo-secret","messages":[{"role":"user","content":"x"}]}"""u8.ToArray();
        // These two accept forms: the second only reads, and both need a token that no page knows.
        var bodies = Endpoints.Select(row => row.Data)
            .Where(row => row.Item1 != "GET" && row.Item2 is not ("/media/upload" or "/topapi/v2/user/get"));
        foreach (var (method, path) in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.Add("Content-Type", type);

            var answer = await emulator.SendAsync(new HttpMethod(method), path, content, token, ("Accept", "application/json"));

            if (path.StartsWith("/robot/sendBySession", StringComparison.Ordinal))
            {
                answer.Errcode.ShouldBe(43004);
            }
            else
            {
                answer.Status.ShouldBeInRange(400, 415, path);
                answer.Body.ShouldContain("application/json", customMessage: path);
            }
        }

        (await emulator.GetAsync("/emulator/model")).Json["requests"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_AreNotGuessedAt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var answer = await emulator.Http.GetAsync("/emulator/transcript", TestEmulator.Stop);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private static StringContent? Json(string method) =>
        method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
}
