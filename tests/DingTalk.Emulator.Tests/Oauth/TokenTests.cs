using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Oauth;

public sealed class TokenTests
{
    [Fact]
    public async Task AccessToken_WithinValidity_IsTheSame_AndRenewed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var first = await emulator.TokenAsync();
        emulator.Time.Advance(TimeSpan.FromSeconds(7199));
        (await emulator.TokenAsync()).ShouldBe(first);
        emulator.Time.Advance(TimeSpan.FromSeconds(7199));
        (await emulator.TokenAsync()).ShouldBe(first);
        emulator.Time.Advance(TimeSpan.FromSeconds(7200));

        (await emulator.TokenAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task AccessToken_Answer_NamesTheLifetime()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostAsync(
            "/v1.0/oauth2/accessToken", new JsonObject { ["appKey"] = "dingdemo", ["appSecret"] = "demo-secret" });

        ((int)answer.Json["expireIn"]!).ShouldBe(7200);
    }

    [Theory]
    [InlineData("""{"appKey":"dingdemo","appSecret":"wrong"}""")]
    [InlineData("""{"appKey":7}""")]
    [InlineData("nonsense")]
    public async Task AccessToken_BadCredentials_Gives400(string body)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync("/v1.0/oauth2/accessToken", body);

        (answer.Status, answer.Code).ShouldBe((400, "invalidClientIdOrSecret"));
    }

    [Fact]
    public async Task AllWays_GiveTheSameToken()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var body = new JsonObject { ["client_id"] = "dingdemo", ["client_secret"] = "demo-secret", ["grant_type"] = "client_credentials" };

        var corp = await emulator.PostAsync("/v1.0/oauth2/dingcorpdemo/token", body);
        var legacy = await emulator.GetAsync("/gettoken?appkey=dingdemo&appsecret=demo-secret");

        var token = await emulator.TokenAsync();
        ((string)corp.Json["access_token"]!, (int)corp.Json["expires_in"]!).ShouldBe((token, 7200));
        ((string)legacy.Json["access_token"]!, legacy.Errcode).ShouldBe((token, 0));
    }

    [Theory]
    [InlineData("dingcorpdemo", "wrong", "client_credentials")]
    [InlineData("othercorp", "demo-secret", "client_credentials")]
    [InlineData("dingcorpdemo", "demo-secret", "password")]
    public async Task CorpToken_AnythingWrong_GivesInvalidClient(string corp, string secret, string grant)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostAsync(
            $"/v1.0/oauth2/{corp}/token", new JsonObject
            {
                ["client_id"] = "dingdemo",
                ["client_secret"] = secret,
                ["grant_type"] = grant,
            });

        (answer.Status, answer.Code).ShouldBe((400, "invalid.client"));
    }

    [Fact]
    public async Task LegacyToken_BadKey_IsErrcode40001()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.GetAsync("/gettoken?appkey=x&appsecret=y")).Errcode.ShouldBe(40001);
    }
}
