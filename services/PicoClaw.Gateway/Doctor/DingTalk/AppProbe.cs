using System.Text.Json.Nodes;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>What DingTalk says about one app. Several checks read the same answers, so each question is asked once.</summary>
internal sealed class AppProbe(DingTalkApp app, PlatformCall call)
{
    // A link for card data alone: the bot's own links subscribe to messages, and this one takes none of them.
    private const string HarmlessTopic = "/v1.0/card/dynamicData/get";

    private readonly Lock _gate = new();
    private Task<PlatformAnswer>? _token;
    private Task<PlatformAnswer>? _robot;

    public DingTalkApp App => app;

    public Task<PlatformAnswer> TokenAsync(CancellationToken cancellationToken) => Once(
        ref _token,
        () => PostAsync(app.Api, "/v1.0/oauth2/accessToken", new JsonObject { ["appKey"] = app.ClientId, ["appSecret"] = app.ClientSecret }, null),
        cancellationToken);

    /// <summary>A message to nobody. DingTalk looks at token, address, permission, quota and robot before it misses the receiver.</summary>
    public Task<PlatformAnswer> RobotAsync(CancellationToken cancellationToken) => Once(
        ref _robot,
        () => SendAsync([], "sampleText", new JsonObject { ["content"] = "picoclaw doctor" }),
        cancellationToken);

    public async Task<PlatformAnswer> SendAsync(IReadOnlyList<string> users, string template, JsonObject content) => await PostAsync(
        app.Api,
        "/v1.0/robot/oToMessages/batchSend",
        new JsonObject
        {
            ["robotCode"] = app.RobotCode ?? app.ClientId,
            ["userIds"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]),
            ["msgKey"] = template,
            ["msgParam"] = content.ToJsonString(),
        },
        await AccessTokenAsync());

    public async Task<PlatformAnswer> UserAsync(string user) => await PostAsync(
        app.Oapi,
        $"/topapi/v2/user/get?access_token={Uri.EscapeDataString(await AccessTokenAsync() ?? "")}",
        new JsonObject { ["userid"] = user },
        null);

    /// <summary>Endpoint and ticket of a link that takes nothing away from a bot that runs.</summary>
    public Task<PlatformAnswer> OpenAsync() => PostAsync(
        app.Api,
        "/v1.0/gateway/connections/open",
        new JsonObject
        {
            ["clientId"] = app.ClientId,
            ["clientSecret"] = app.ClientSecret,
            ["ua"] = "picoclaw-doctor/1.0",
            ["subscriptions"] = new JsonArray(new JsonObject { ["type"] = "CALLBACK", ["topic"] = HarmlessTopic }),
        },
        null);

    private async Task<string?> AccessTokenAsync() => (await TokenAsync(CancellationToken.None)).Field("accessToken");

    // The limit of the check that asks first must not end the answer that another one waits for; the client has a limit of its own.
    private Task<PlatformAnswer> Once(ref Task<PlatformAnswer>? question, Func<Task<PlatformAnswer>> ask, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return (question ??= ask()).WaitAsync(cancellationToken);
        }
    }

    private Task<PlatformAnswer> PostAsync(Uri host, string path, JsonObject body, string? token) =>
        call.PostAsync(new Uri(host, path), body.ToJsonString(), app.ClientSecret, token, CancellationToken.None);
}
