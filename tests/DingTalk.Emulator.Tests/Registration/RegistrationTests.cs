using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Registration;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Begin_Answer_LeadsToThePageAndNamesItsTimes()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var init = (await emulator.PostAsync("/app/registration/init", new JsonObject())).Json;
        var begun = (await emulator.PostAsync("/app/registration/begin", new JsonObject { ["nonce"] = (string)init["nonce"]! })).Json;

        ((int)init["errcode"]!, (int)init["expires_in"]!).ShouldBe((0, 300));
        ((int)begun["errcode"]!, (int)begun["expires_in"]!, (int)begun["interval"]!).ShouldBe((0, 7200, 5));
        var page = (string)begun["verification_uri_complete"]!;
        page.ShouldBe($"{begun["verification_uri"]}?user_code={begun["user_code"]}");
        (await emulator.GetAsync(new Uri(page).PathAndQuery)).Body.ShouldContain("<html");
        (await emulator.GetAsync("/register.js")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Poll_Approved_GivesCredentialsThatWork()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (device, user) = await BeginAsync(emulator);
        (await StatusAsync(emulator, device)).ShouldBe("WAITING");

        var decided = await DecideAsync(emulator, new JsonObject { ["decision"] = "approve", ["userCode"] = user, ["name"] = "Scanned" });
        var polled = await PollAsync(emulator, device);

        decided.Status.ShouldBe(200, decided.Body);
        ((string)polled["status"]!).ShouldBe("SUCCESS");
        var (id, secret) = ((string)polled["client_id"]!, (string)polled["client_secret"]!);
        ((string)decided.Json["clientId"]!).ShouldBe(id);
        decided.Body.ShouldNotContain(secret);
        (await emulator.TokenAsync(id, secret)).ShouldNotBeEmpty();
        (await emulator.OpenAsync(TestBot.OpenBody(id, secret))).Status.ShouldBe(200);
        (await emulator.GetAsync("/emulator/registration")).Body.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Poll_Denied_TellsTheReason()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (device, _) = await BeginAsync(emulator);

        await DecideAsync(emulator, new JsonObject { ["decision"] = "deny", ["reason"] = "not allowed" });
        var polled = await PollAsync(emulator, device);

        ((string)polled["status"]!, (string)polled["fail_reason"]!).ShouldBe(("FAIL", "not allowed"));
        polled["client_id"].ShouldBeNull();
    }

    [Fact]
    public async Task Poll_ExpiredByThePersonOrByTime_IsExpired()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (first, _) = await BeginAsync(emulator);
        var (second, _) = await BeginAsync(emulator);

        await DecideAsync(emulator, new JsonObject { ["decision"] = "expire" });

        (await StatusAsync(emulator, second)).ShouldBe("EXPIRED");
        emulator.Time.Advance(TimeSpan.FromSeconds(7199));
        (await StatusAsync(emulator, first)).ShouldBe("WAITING");
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync(emulator, first)).ShouldBe("EXPIRED");
        (await DecideAsync(emulator, new JsonObject { ["decision"] = "approve" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Begin_NonceUsedUnknownOrLate_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var nonce = await NonceAsync(emulator);
        (await BeginAsync(emulator, nonce)).Errcode.ShouldBe(0);

        (await BeginAsync(emulator, nonce)).Errcode.ShouldBe(40035);
        (await BeginAsync(emulator, "unknown")).Errcode.ShouldBe(40035);
        var late = await NonceAsync(emulator);
        emulator.Time.Advance(TimeSpan.FromSeconds(300));
        (await BeginAsync(emulator, late)).Errcode.ShouldBe(40035);
    }

    [Fact]
    public async Task Poll_UnknownDeviceCode_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.PostAsync("/app/registration/poll", new JsonObject { ["device_code"] = "unknown" })).Errcode.ShouldBe(40035);
    }

    [Theory]
    [InlineData("""{"decision":"maybe"}""", "approve, deny or expire")]
    [InlineData("{}", "approve, deny or expire")]
    [InlineData("""{"decision":"approve","userCode":7}""", "userCode")]
    [InlineData("""{"decision":"approve","userCode":"AAAA-AAAA"}""", "AAAA-AAAA")]
    [InlineData("nonsense", "The body cannot be read")]
    public async Task Decide_WhatIsWrong_IsNamed(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await BeginAsync(emulator);

        var answer = await emulator.PostTextAsync("/emulator/registration", body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
    }

    [Fact]
    public async Task Reset_ForgetsRegistrationsAndKeepsTheApps()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var (device, _) = await BeginAsync(emulator);
        await DecideAsync(emulator, new JsonObject { ["decision"] = "approve" });
        var polled = await PollAsync(emulator, device);

        await emulator.SendAsync(HttpMethod.Post, "/emulator/reset", null);

        (await emulator.GetAsync("/emulator/registration")).Body.ShouldBe("[]");
        (await emulator.TokenAsync((string)polled["client_id"]!, (string)polled["client_secret"]!)).ShouldNotBeEmpty();
    }

    private static async Task<string> NonceAsync(TestEmulator emulator) =>
        (string)(await emulator.PostAsync("/app/registration/init", new JsonObject { ["source"] = "test" })).Json["nonce"]!;

    private static Task<Answer> BeginAsync(TestEmulator emulator, string nonce) =>
        emulator.PostAsync("/app/registration/begin", new JsonObject { ["nonce"] = nonce });

    private static async Task<(string DeviceCode, string UserCode)> BeginAsync(TestEmulator emulator)
    {
        var begun = (await BeginAsync(emulator, await NonceAsync(emulator))).Json;
        return ((string)begun["device_code"]!, (string)begun["user_code"]!);
    }

    private static Task<Answer> DecideAsync(TestEmulator emulator, JsonObject decision) => emulator.PostAsync("/emulator/registration", decision);

    private static async Task<JsonNode> PollAsync(TestEmulator emulator, string device) =>
        (await emulator.PostAsync("/app/registration/poll", new JsonObject { ["device_code"] = device })).Json;

    private static async Task<string> StatusAsync(TestEmulator emulator, string device) => (string)(await PollAsync(emulator, device))["status"]!;
}
