using System.Text.Json.Nodes;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.OpenApi;

// The common steps of every call of the new API. As at DingTalk, the token is checked first, then permissions and limits, and the body
// last.
internal sealed class OpenApiCall(
    AccessTokens tokens, FaultStore faults, SendFaults sendFaults, CallLimits limits, RefusalRecorder refusals, Stats stats,
    IOptions<EmulatorOptions> options)
{
    private const int MaxBytes = 1024 * 1024;

    // For messages of a robot: checks the robotCode and applies the faults of sending.
    public Task<IResult> SendAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> send) =>
        SendCardAsync(http, api, OfRobot(send));

    // The same for cards, which have no robotCode of their own.
    public async Task<IResult> SendCardAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> send)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var app = Caller(http);
        var call = root is null ? null : new JsonFields(root);
        var target = refusals.Target(app, call);
        var answer = await sendFaults.BeforeAsync(app?.ClientId, api) ?? AnswerOrFailAfterDelivery(http, app, api, call, problem, send);
        refusals.Record(api, app, target, answer);
        return answer;
    }

    // For other calls of a robot, without the faults of sending.
    public async Task<IResult> CallAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> answer)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        return Answer(http, Caller(http), api, root is null ? null : new JsonFields(root), problem, OfRobot(answer));
    }

    // A GET without body and robotCode.
    public IResult Get(HttpContext http, string api, Func<EmulatorApp, IResult> answer) =>
        Answer(http, Caller(http), api, new JsonFields([]), "", (app, _) => answer(app));

    // A GET of a robot, whose fields are in the query.
    public IResult Query(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> answer) => Answer(
        http,
        Caller(http),
        api,
        new JsonFields([.. http.Request.Query.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)$"{field.Value}"))]),
        "",
        OfRobot(answer));

    public IResult Refuse(string code, string message, int status = 400)
    {
        stats.Rejected(code);
        return ApiError.Result(status, code, message);
    }

    private IResult AnswerOrFailAfterDelivery(
        HttpContext http, EmulatorApp? app, string api, JsonFields? call, string problem, Func<EmulatorApp, JsonFields, IResult> send)
    {
        var answer = Answer(http, app, api, call, problem, send);
        return app is null || answer is IStatusCodeHttpResult { StatusCode: >= 400 }
            ? answer
            : sendFaults.AfterDelivery(app.ClientId, api) ?? answer;
    }

    private EmulatorApp? Caller(HttpContext http) => tokens.Owner(http.Request.Headers["x-acs-dingtalk-access-token"]);

    private IResult Answer(
        HttpContext http, EmulatorApp? app, string api, JsonFields? call, string problem, Func<EmulatorApp, JsonFields, IResult> answer)
    {
        if (app is null || faults.TryTake(FaultNames.TokenInvalid, app.ClientId, api) is not null)
        {
            return BadToken();
        }

        if (Denied(app.ClientId, api) is { } denied)
        {
            return denied;
        }

        if (!limits.TryCall(app.ClientId, api, out var fault))
        {
            stats.Throttled(api);
            http.Response.Headers.RetryAfter = fault?.Part("retryAfterSeconds")?.ToString();
            var status = fault?.Part("status") ?? 403;
            return ApiError.Result(status, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "请求的QPS超过了应用和接口的限制");
        }

        return call is null ? Refuse("invalidParameter.param.invalid", $"the body cannot be read: {problem}") : answer(app, call);
    }

    private IResult BadToken()
    {
        const string code = "InvalidAuthentication";
        var status = options.Value.BadTokenStatus;
        if (options.Value.BadTokenBody is not { } body)
        {
            return Refuse(code, "不合法的access_token", status);
        }

        stats.Rejected(code);
        return TypedResults.Content(body, "application/json", statusCode: status);
    }

    private IResult? Denied(string app, string api)
    {
        const string quota = "Forbidden.AccessDenied.ApiCountLimitForOrg";
        if (faults.TryTake(FaultNames.IpNotAllowed, app, api) is not null)
        {
            return Refuse("Forbidden.AccessDenied.IpNotInWhiteList", "访问ip不在白名单之中", 403);
        }

        if (faults.TryTakeNamed(FaultNames.MissingScope, app, api, [Apis.ScopeOf(api)]) is [var scope])
        {
            stats.Rejected("Forbidden.AccessDenied.AccessTokenPermissionDenied");
            return ApiError.ScopeMissing(scope);
        }

        return faults.TryTake(FaultNames.ApiQuotaExhausted, app, api) is null ? null : Refuse(quota, "企业本月的API调用次数已用完", 403);
    }

    private Func<EmulatorApp, JsonFields, IResult> OfRobot(Func<EmulatorApp, JsonFields, IResult> answer) => (app, call) =>
        RobotCodeProblem(call.Text("robotCode"), app) is { } wrong
            ? Refuse($"invalidParameter.robotCode.{wrong}", "robotCode is missing or belongs to another app than the token")
            : faults.TryTake(FaultNames.Unpublished, app.ClientId) is not null
                ? Refuse("resource.not.found", "机器人不存在")
                : answer(app, call);

    private static string? RobotCodeProblem(string? robotCode, EmulatorApp app) =>
        string.IsNullOrEmpty(robotCode) ? "empty" : robotCode == app.ClientId ? null : "auth";
}
