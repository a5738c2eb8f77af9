namespace DingTalk.Emulator.Transcripts;

// Keeps what a bot asks and is answered, when it concerns a message.
internal sealed class CallTap(RequestDelegate next, ExchangeLog exchanges, TimeProvider time)
{
    private static readonly PathString[] Apis = ["/robot", "/v1.0/robot", "/v1.0/card"];

    public Task InvokeAsync(HttpContext http) =>
        Apis.Any(api => http.Request.Path.StartsWithSegments(api, StringComparison.Ordinal)) ? RecordAsync(http) : next(http);

    private async Task RecordAsync(HttpContext http)
    {
        var (open, started) = (new OpenCall(), time.GetTimestamp());
        var at = time.GetUtcNow();
        var (asked, answered) = (http.Request.Body, http.Response.Body);
        await using var request = new TeeStream(asked, ExchangeLog.LongestText);
        await using var answer = new TeeStream(answered, ExchangeLog.LongestText);
        http.Features.Set(open);
        (http.Request.Body, http.Response.Body) = (request, answer);
        try
        {
            await next(http);
        }
        finally
        {
            (http.Request.Body, http.Response.Body) = (asked, answered);
            exchanges.Call(open, at, request.Seen, new ExchangedCall(
                http.Request.Method,
                http.Request.Path,
                http.Response.StatusCode,
                Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1),
                ExchangeLog.Shown(answer.Seen)));
        }
    }
}
