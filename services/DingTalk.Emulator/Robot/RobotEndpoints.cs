using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Robot;

// POST /v1.0/robot/oToMessages/batchSend and /v1.0/robot/groupMessages/send
internal sealed class RobotEndpoints(TokenDesk tokens, FaultBoard faults, SendGate gate, CallLimits limits, ConversationBook conversations, ReplyDesk replies, Stats stats)
{
    private const int MaxUserIds = 20;
    private const int MaxBytes = 1024 * 1024;

    public Task<IResult> OtoAsync(HttpContext http) => CallAsync(http, Apis.Oto, (app, call) =>
    {
        var users = call.Texts("userIds");
        if (users is not { Count: > 0 } || users.Any(string.IsNullOrEmpty))
        {
            return Refuse("invalidParameter.userIds.empty", "userIds is empty");
        }

        if (users.Count > MaxUserIds)
        {
            return Refuse("invalidParameter.userIds.overMax", $"userIds holds more than {MaxUserIds}");
        }

        if (RobotMessage.Parse(call, out var code, out var problem) is not { } message)
        {
            return Refuse($"invalidParameter.{code}", problem);
        }

        var key = replies.Oto(app, users.Distinct(StringComparer.Ordinal), message);
        return TypedResults.Json(new OtoAnswer(key, [], [], []), EmulatorJson.Shared.OtoAnswer);
    });

    public Task<IResult> GroupAsync(HttpContext http) => CallAsync(http, Apis.Group, (app, call) =>
    {
        var conversation = call.Text("openConversationId");
        if (string.IsNullOrEmpty(conversation))
        {
            return Refuse("miss.openConversationId", "openConversationId is missing");
        }

        if (RobotMessage.Parse(call, out var code, out var problem) is not { } message)
        {
            return Refuse($"invalidParameter.{code}", problem);
        }

        if (!conversations.KnowsGroup(app, conversation))
        {
            return Refuse("invalid.openConversationId", "openConversationId is not a group of this robot (ids are case sensitive)");
        }

        return TypedResults.Json(new GroupAnswer(replies.Group(app, conversation, message)), EmulatorJson.Shared.GroupAnswer);
    });

    // As in reality the token comes first, then the limits of the gateway, and only then does anyone look into the body.
    private async Task<IResult> CallAsync(HttpContext http, string api, Func<EmulatorApp, JsonFields, IResult> send)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var app = tokens.Owner(http.Request.Headers["x-acs-dingtalk-access-token"]);
        if (await gate.BeforeAsync(app?.ClientId, api) is { } broken)
        {
            return broken;
        }

        if (app is null || faults.TryTake(FaultNames.TokenInvalid, app.ClientId, api) is not null)
        {
            return Refuse("InvalidAuthentication", "不合法的access_token", 401);
        }

        if (!limits.TryCall(app.ClientId, api))
        {
            stats.Throttled(api);
            return ApiError.Result(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "请求的QPS超过了应用和接口的限制");
        }

        if (root is null)
        {
            return Refuse("invalidParameter.param.invalid", $"the body cannot be read: {problem}");
        }

        var call = new JsonFields(root);
        if (RobotCodeProblem(call.Text("robotCode"), app) is { } wrong)
        {
            return Refuse($"invalidParameter.robotCode.{wrong}", "robotCode is missing or belongs to another app than the token");
        }

        var answer = send(app, call);
        return answer is IStatusCodeHttpResult { StatusCode: >= 400 } ? answer : gate.AfterDelivery(app.ClientId, api) ?? answer;
    }

    private static string? RobotCodeProblem(string? robotCode, EmulatorApp app) => string.IsNullOrEmpty(robotCode) ? "empty" : robotCode == app.ClientId ? null : "auth";

    private IResult Refuse(string code, string message, int status = 400)
    {
        stats.Rejected(code);
        return ApiError.Result(status, code, message);
    }
}
