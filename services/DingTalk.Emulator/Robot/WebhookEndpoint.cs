using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Robot;

// /robot/sendBySession?session=…: always HTTP 200 with an errcode, except for faults that emulate a broken server.
internal sealed class WebhookEndpoint(
    SessionStore sessions, FaultStore faults, SendFaults sendFaults, CallLimits limits, ReplyRecorder replies, RefusalRecorder refusals,
    Stats stats)
{
    private const int MaxBytes = 20_000;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request, MaxBytes, http.RequestAborted);
        var session = sessions.Find(http.Request.Query["session"]);
        var answer = await sendFaults.BeforeAsync(session?.App.ClientId, Apis.Webhook) ?? Answer(http.Request, session, body);
        refusals.Record(Apis.Webhook, session?.App, (session?.ConversationId, null), answer, session?.Message);
        return answer;
    }

    private IResult Answer(HttpRequest request, Session? session, ReadOnlyMemory<byte>? body)
    {
        var app = session?.App.ClientId;
        var answer = Refusal(request, session, body is null) ?? Reply(session!, body!.Value);
        if (answer.Errcode == 0 && sendFaults.AfterDelivery(app!, Apis.Webhook) is { } lost)
        {
            return lost;
        }

        var form = faults.TryTake(FaultNames.StringErrcode, app, Apis.Webhook) is null
            ? EmulatorJson.Shared
            : EmulatorJson.NumbersAsStrings;
        return TypedResults.Json(answer, form.WebhookAnswer);
    }

    private WebhookAnswer? Refusal(HttpRequest request, Session? session, bool tooLong)
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

    private WebhookAnswer Reply(Session session, ReadOnlyMemory<byte> body)
    {
        var app = session.App.ClientId;
        if (WebhookMessage.Parse(body, out var error) is not { } message)
        {
            return Reject(error.Errcode, error.Errmsg);
        }

        if (faults.TryTake(FaultNames.SendErrcode, app, Apis.Webhook) is { } fault)
        {
            return Reject(fault.Number, "a fault of the emulator");
        }

        if (!limits.TryReply(app, session.Id, session.ConversationId) || !limits.TryCall(app, Apis.Webhook, out _))
        {
            stats.Throttled(Apis.Webhook);
            return new WebhookAnswer(130101, "send too fast, exceed 20 times per minute");
        }

        replies.Webhook(session, message);
        return new WebhookAnswer(0, "ok");
    }

    private WebhookAnswer Reject(int errcode, string errmsg)
    {
        stats.Rejected(errcode.ToString());
        return new WebhookAnswer(errcode, errmsg);
    }
}
