using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DingTalk.Emulator.Robot;

// /robot/sendBySession?session=…: HTTP 200 whatever happens; the errcode tells. Only the faults that play a broken server answer otherwise.
internal sealed class WebhookEndpoint(SessionDesk sessions, FaultBoard faults, SendGate gate, CallLimits limits, ReplyDesk replies, Stats stats)
{
    private const int MaxBytes = 20_000;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request, MaxBytes, http.RequestAborted);
        var session = sessions.Find(http.Request.Query["session"]);
        var app = session?.App.ClientId;
        if (await gate.BeforeAsync(app, Apis.Webhook) is { } broken)
        {
            return broken;
        }

        if (Refusal(http.Request, session, body is null) is { } refusal)
        {
            return refusal;
        }

        if (WebhookMessage.Parse(body!.Value, out var error) is not { } message)
        {
            return Reject(error.Errcode, error.Errmsg);
        }

        if (faults.TryTake(FaultNames.SendErrcode, app, Apis.Webhook) is { } fault)
        {
            return Reject(fault.Number, "a fault of the emulator");
        }

        if (!limits.TryReply(app!, session!.ConversationId) || !limits.TryCall(app!, Apis.Webhook))
        {
            stats.Throttled(Apis.Webhook);
            return Answer(130101, "send too fast, exceed 20 times per minute");
        }

        replies.Webhook(session, message);
        return gate.AfterDelivery(app!, Apis.Webhook) ?? Answer(0, "ok");
    }

    private JsonHttpResult<WebhookAnswer>? Refusal(HttpRequest request, Session? session, bool tooLong)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return Reject(43002, "需要POST请求");
        }

        if (!RequestBody.IsJson(request))
        {
            return Reject(43004, "无效的HTTP HEADER Content-Type");
        }

        if (session is null || faults.TryTake(FaultNames.ExpireSessions, session.App.ClientId) is not null)
        {
            return Reject(300001, "session 不存在");
        }

        return tooLong ? Reject(460101, "body 大小不合法") : null;
    }

    private JsonHttpResult<WebhookAnswer> Reject(int errcode, string errmsg)
    {
        stats.Rejected(errcode.ToString());
        return Answer(errcode, errmsg);
    }

    private static JsonHttpResult<WebhookAnswer> Answer(int errcode, string errmsg) => TypedResults.Json(new WebhookAnswer(errcode, errmsg), EmulatorJson.Shared.WebhookAnswer);
}
