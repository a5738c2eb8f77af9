using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Oauth;

// The three endpoints for the same token: new API, per corporation, legacy API.
internal sealed class TokenEndpoints(AppDirectory apps, AccessTokens tokens, Stats stats)
{
    private const int MaxBytes = 64 * 1024;

    public async Task<IResult> AccessTokenAsync(HttpContext http)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var fields = new JsonFields(root ?? []);
        if (apps.FindByCredentials(fields.Text("appKey"), fields.Text("appSecret")) is not { } app)
        {
            return Refuse("invalidClientIdOrSecret", root is null ? $"the body cannot be read: {problem}" : "无效的clientId或者clientSecret");
        }

        return TypedResults.Json(
            new AccessTokenAnswer(tokens.Issue(app), AccessTokens.LifetimeSeconds), EmulatorJson.Shared.AccessTokenAnswer);
    }

    public async Task<IResult> CorpTokenAsync(HttpContext http, string corpId)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var fields = new JsonFields(root ?? []);
        var app = apps.FindByCredentials(fields.Text("client_id"), fields.Text("client_secret"));
        if (app is null || app.CorpId != corpId || fields.Text("grant_type") != "client_credentials")
        {
            return Refuse(
                "invalid.client",
                root is null ? $"the body cannot be read: {problem}" : "the client, its secret, its corpId or the grant_type is wrong");
        }

        return TypedResults.Json(new CorpTokenAnswer(tokens.Issue(app), AccessTokens.LifetimeSeconds), EmulatorJson.Shared.CorpTokenAnswer);
    }

    public IResult LegacyToken(HttpContext http)
    {
        if (apps.FindByCredentials(http.Request.Query["appkey"], http.Request.Query["appsecret"]) is not { } app)
        {
            stats.Rejected("40001");
            return TypedResults.Json(new LegacyTokenAnswer(40001, "不合法的appkey或appsecret"), EmulatorJson.Shared.LegacyTokenAnswer);
        }

        return TypedResults.Json(
            new LegacyTokenAnswer(0, "ok", tokens.Issue(app), AccessTokens.LifetimeSeconds), EmulatorJson.Shared.LegacyTokenAnswer);
    }

    private IResult Refuse(string code, string message)
    {
        stats.Rejected(code);
        return ApiError.Result(400, code, message);
    }
}
