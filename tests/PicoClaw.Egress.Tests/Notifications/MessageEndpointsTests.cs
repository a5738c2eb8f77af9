using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using PicoClaw.Egress.Notifications.Http;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Notifications;

/// <summary>What a client of <c>/v1/messages</c> meets, on a real web server.</summary>
public sealed class MessageEndpointsTests() : EgressTests(onPostgres: false)
{
    private const string Token = "token-of-hr";

    private TestWeb _web = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _web = await TestWeb.StartAsync(Egress);
    }

    public override async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Post_Message_IsSentAndItsStatusTellsHow()
    {
        await Egress.StartAsync();

        var answer = await PostAsync(new { account = "main", to = new[] { "u1", "u2" }, markdown = "done", title = "Backup" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var accepted = await JsonAsync(answer);
        ((int)accepted["recipients"]!, (bool)accepted["repeated"]!).ShouldBe((2, false));
        answer.Headers.Location!.ToString().ShouldBe($"/v1/messages/{accepted["id"]}");
        JsonNode status = accepted;
        await Wait.UntilAsync(async () => (int)(status = await JsonAsync(await GetAsync($"{accepted["id"]}")))["counts"]!["sent"]! == 2);
        var first = status["recipients"]![0]!;
        ((string?)first["to"], (string?)first["status"], (string?)first["way"]).ShouldBe(("u1", "sent", "oto"));
        Guid.TryParse((string?)first["callId"], out _).ShouldBeTrue();
        DateTimeOffset.TryParse((string?)first["at"], out _).ShouldBeTrue();
        first["reason"].ShouldBeNull();
        (await DingTalk.RepliesAsync()).Select(reply => (reply.Title, reply.Text)).ShouldBe([("Backup", "done"), ("Backup", "done")]);
    }

    [Fact]
    public async Task Post_SameKey_AnswersWithTheFirstOrAConflict()
    {
        object body = new { account = "main", to = new[] { "u1" }, markdown = "done", idempotencyKey = "k" };
        var first = await JsonAsync(await PostAsync(body));

        var again = await PostAsync(body);
        var other = await PostAsync(new { account = "main", to = new[] { "u1" }, markdown = "not done", idempotencyKey = "k" });

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var repeated = await JsonAsync(again);
        ((string?)repeated["id"], (bool)repeated["repeated"]!).ShouldBe(((string?)first["id"], true));
        (await ProblemAsync(other, HttpStatusCode.Conflict)).ShouldContain("key of its own");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("4da1e1b2cbcd2ba4dc9df0c6a6b2f9a2c6a42ab2a1bfbd0a1f5b7a3d5cba9a10")]
    public async Task Post_WithoutAKnownToken_IsRefusedBeforeItIsRead(string? token)
    {
        using var http = _web.Client(token?.Length == 0 ? null : token);
        if (token?.Length == 0)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Token);
        }

        var answer = await http.PostAsync(new Uri("/v1/messages", UriKind.Relative), new StringContent("not JSON"), Cancel);

        (await ProblemAsync(answer, HttpStatusCode.Unauthorized)).ShouldContain("notifications.tokens");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("""{"to":["u1"],"markdown":"x"}""", 400, "several accounts")]
    [InlineData("""{"account":"nobody","to":["u1"],"markdown":"x"}""", 403, "Write one of: main, other")]
    [InlineData("""{"account":"main","to":["u1"]}""", 400, "The text is empty")]
    [InlineData("""{"account":"main","markdown":"x"}""", 400, "There is no recipient")]
    [InlineData("""{"account":"main","to":[null],"markdown":"x"}""", 400, "A recipient must be an id")]
    [InlineData("""{"account":"main","to":["alias:dev"],"markdown":"x"}""", 400, "notifications.aliases")]
    [InlineData("""{"account":"main","to":["u1"],"markdown":"x","priority":"high"}""", 400, "\"interactive\"")]
    [InlineData("""{"account":"main","to":["u1"],"markdown":"x","notBefore":"2026-01-02T10:00:00"}""", 400, "with their zone")]
    [InlineData("""{"account":"main","to":["u1"],"markdown":"x","expiresAt":"tomorrow"}""", 400, "with their zone")]
    [InlineData("""{"account":"main","to":["u1"],"markdown":"x","expiresAt":"2025-12-31T10:00:00Z"}""", 400, "in the past")]
    [InlineData("""{"account":"main","to":"u1","markdown":"x"}""", 400, "at $.to")]
    [InlineData("""{"account":"main","to":["u1"],"text":"x"}""", 400, "at $.text")]
    [InlineData("""{"account":"main","to":["u1"],"to":["u2"],"markdown":"x"}""", 400, "at $.to")]
    [InlineData("null", 400, "is null")]
    [InlineData("[]", 400, "not a JSON object")]
    [InlineData("{\"to\":", 400, "at $.to")]
    [InlineData("{", 400, "as line 1 shows")]
    [InlineData("", 400, "as line 1 shows")]
    public async Task Post_NotInOrder_SaysWhatToChange(string body, int status, string detail)
    {
        using var http = _web.Client(Token);

        var answer = await http.PostAsync(new Uri("/v1/messages", UriKind.Relative), new StringContent(body), Cancel);

        (await ProblemAsync(answer, (HttpStatusCode)status)).ShouldContain(detail);
    }

    [Fact]
    public async Task Post_TooLarge_IsRefused()
    {
        var answer = await PostAsync(new { account = "main", to = new[] { "u1" }, markdown = new string('x', 1024 * 1024) });

        (await ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge)).ShouldContain("Shorten the text");
    }

    [Fact]
    public async Task Post_BrokenRequest_IsRefusedWithAProblem()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_web.Address.Host, _web.Address.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Token}\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"),
            Cancel);

        var answer = await new StreamReader(stream).ReadToEndAsync(Cancel);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("did not arrive as HTTP has it");
    }

    [Fact]
    public async Task Post_Refused_CanBeReadAsItIs()
    {
        var answer = await PostAsync(new { account = "main", to = new[] { "alias:运维" }, markdown = "x" });

        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("""The alias \"运维\" is not configured.""");
    }

    [Fact]
    public async Task Post_NoAccountIsLeftForTheClient_SaysSo()
    {
        var answer = await PostAsync(new { to = new[] { "u1" }, markdown = "x" }, "token-of-old");

        (await ProblemAsync(answer, HttpStatusCode.Forbidden)).ShouldContain("None of the accounts that the client \"old\" may use is enabled");
    }

    [Fact]
    public async Task Post_AccountThatTheClientMayNotUse_IsForbiddenAndItsOwnIsTheDefault()
    {
        var refused = await PostAsync(new { account = "main", to = new[] { "u1" }, markdown = "x" }, "token-of-erp");
        var taken = await PostAsync(new { to = new[] { "u1" }, markdown = "x" }, "token-of-erp");

        (await ProblemAsync(refused, HttpStatusCode.Forbidden)).ShouldContain("Write one of: other;");
        var id = (string?)(await JsonAsync(taken))["id"];
        ((string?)(await JsonAsync(await GetAsync(id!, "token-of-erp")))["account"]).ShouldBe("other");
    }

    [Fact]
    public async Task Get_MessageOfAnotherClientOrNone_IsNotFound()
    {
        var id = (string?)(await JsonAsync(await PostAsync(new { account = "main", to = new[] { "u1" }, markdown = "x" })))["id"];

        foreach (var answer in new[] { await GetAsync(id!, "token-of-erp"), await GetAsync("x"), await GetAsync($"{Guid.NewGuid()}") })
        {
            (await ProblemAsync(answer, HttpStatusCode.NotFound)).ShouldContain("no message of yours");
        }
    }

    [Fact]
    public async Task Get_WithRead_IsPendingUntilEveryAnswerIsThere()
    {
        await Egress.StartAsync();
        var id = (string)(await JsonAsync(await PostAsync(new { account = "main", to = new[] { "u1", "u2" }, markdown = "x" })))["id"]!;
        await Wait.UntilAsync(async () => (int)(await JsonAsync(await GetAsync(id)))["counts"]!["sent"]! == 2);
        await DingTalk.ReadAsync("u1");

        // DingTalk does not know it yet, as the clock stands still but for the wait of this answer.
        JsonNode status;
        while (true)
        {
            var answer = await MeanwhileAsync(GetAsync($"{id}?read=true"));
            status = await JsonAsync(answer);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
            ((int)status["reads"]!["pending"]!).ShouldBe(2);
        }

        status["reads"]!.ToJsonString().ShouldBe("""{"read":1,"unread":1,"pending":0,"unknown":0}""");
        status["recipients"]!.AsArray().Select(one => (string)one!["read"]!["state"]!).ShouldBe(["read", "unread"]);
    }

    [Fact]
    public async Task Get_ReadIsNeitherTrueNorFalse_SaysWhatToWrite() =>
        (await ProblemAsync(await GetAsync($"{Guid.NewGuid()}?read=yes"), HttpStatusCode.BadRequest)).ShouldContain("?read=true");

    [Fact]
    public async Task OpenApi_EverySchema_IsWhatIsServed()
    {
        using var http = _web.Client(null);
        var document = (await http.GetFromJsonAsync<JsonNode>("/v1/openapi.json", Cancel))!;

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            var type = typeof(MessageEndpoints).Assembly.GetType($"PicoClaw.Egress.Notifications.Http.{name}").ShouldNotBeNull(name);
            schema!["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal).ShouldBe(
                type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                    .Order(StringComparer.Ordinal));
        }

        document["paths"]!.AsObject().Select(path => path.Key).ShouldBe(["/v1/messages", "/v1/messages/{id}"]);
        document.ToJsonString().Split("#/components/schemas/").Skip(1).Select(rest => rest.Split('"')[0]).Distinct()
            .ShouldBeSubsetOf(document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
    }

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["Notifications:Tokens:hr"] = Hash(Token);
        builder.Configuration["Notifications:Tokens:erp"] = Hash("token-of-erp").ToUpperInvariant();
        builder.Configuration["Notifications:Accounts:ERP"] = "Other";
        builder.Configuration["Notifications:Tokens:old"] = Hash("token-of-old");
        builder.Configuration["Notifications:Accounts:old"] = "gone";
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<HttpResponseMessage> PostAsync(object body, string token = Token)
    {
        using var http = _web.Client(token);
        return await http.PostAsJsonAsync("/v1/messages", body, Cancel);
    }

    private async Task<HttpResponseMessage> GetAsync(string id, string token = Token)
    {
        using var http = _web.Client(token);
        return await http.GetAsync(new Uri($"/v1/messages/{id}", UriKind.Relative), Cancel);
    }

    private async Task<HttpResponseMessage> MeanwhileAsync(Task<HttpResponseMessage> answer)
    {
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel));
            Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        return await answer;
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;

    private static async Task<string> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await JsonAsync(answer);
        ((int)problem["status"]!).ShouldBe((int)status);
        return (string)problem["detail"]!;
    }
}
