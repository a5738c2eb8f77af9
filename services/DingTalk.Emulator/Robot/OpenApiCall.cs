using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Robot;

// What every call of the robot API goes through. As in reality the token comes first, then the limits of the gateway, and only then does
// anyone look into the body.
internal sealed class OpenApiCall(TokenDesk tokens, FaultBoard faults, SendGate gate, CallLimits limits, Stats stats)
{
    private const int MaxBytes = 1024 * 1024;

    // A message to somebody: the faults of sending concern it too.
    public async Task<IResult> SendAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> send)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var app = Caller(http);
        if (await gate.BeforeAsync(app?.ClientId, api) is { } broken)
        {
            return broken;
        }

        var answer = Answer(app, api, root is null ? null : new JsonFields(root), problem, send);
        return app is null || answer is IStatusCodeHttpResult { StatusCode: >= 400 } ? answer : gate.AfterDelivery(app.ClientId, api) ?? answer;
    }

    public async Task<IResult> AskAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> ask)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        return Answer(Caller(http), api, root is null ? null : new JsonFields(root), problem, ask);
    }

    public IResult Refuse(string code, string message, int status = 400)
    {
        stats.Rejected(code);
        return ApiError.Result(status, code, message);
    }

    private EmulatorApp? Caller(HttpContext http) => tokens.Owner(http.Request.Headers["x-acs-dingtalk-access-token"]);

    private IResult Answer(EmulatorApp? app, string api, JsonFields? call, string problem, Func<EmulatorApp, JsonFields, IResult> answer)
    {
        if (app is null || faults.TryTake(FaultNames.TokenInvalid, app.ClientId, api) is not null)
        {
            return Refuse("InvalidAuthentication", "不合法的access_token", 401);
        }

        if (!limits.TryCall(app.ClientId, api))
        {
            stats.Throttled(api);
            return ApiError.Result(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "请求的QPS超过了应用和接口的限制");
        }

        if (call is null)
        {
            return Refuse("invalidParameter.param.invalid", $"the body cannot be read: {problem}");
        }

        return RobotCodeProblem(call.Text("robotCode"), app) is { } wrong
            ? Refuse($"invalidParameter.robotCode.{wrong}", "robotCode is missing or belongs to another app than the token")
            : answer(app, call);
    }

    private static string? RobotCodeProblem(string? robotCode, EmulatorApp app) => string.IsNullOrEmpty(robotCode) ? "empty" : robotCode == app.ClientId ? null : "auth";
}
