using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Turns an answer that is no success into the exception that says what may be done.</summary>
internal static class ApiErrors
{
    private static readonly TimeSpan WebhookPenalty = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan IpBlock = TimeSpan.FromMinutes(5);

    public static bool IsTokenRefused(ApiAnswer answer) => !answer.IsSuccess && ErrorTable.Classify(answer) == ErrorKind.Token;

    public static DingTalkException From(ApiAnswer answer, TimeSpan throttleDelay)
    {
        // A block of the public address lasts that long and is the same for both APIs (dingtalk.md, section 5.1).
        if (answer.Root?.Child("punish") is not null)
        {
            return Throttled(answer, IpBlock);
        }

        return ErrorTable.Classify(answer) switch
        {
            ErrorKind.Credentials or ErrorKind.Token => new CredentialsException(Text(answer, "Check the client id and the client secret."))
            {
                Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId,
            },
            ErrorKind.Throttled => Throttled(answer, throttleDelay),
            ErrorKind.Penalty => Throttled(answer, WebhookPenalty),
            ErrorKind.SessionExpired => new SessionExpiredException(Text(answer, "The session webhook is gone."))
            {
                Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId,
            },
            ErrorKind.UnknownOutcome => new UnknownOutcomeException(Text(answer, "The call may have taken effect."))
            {
                Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId,
            },
            _ => new PermanentException(Text(answer, Remedy(answer)))
            {
                Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId,
            },
        };
    }

    private static ThrottledException Throttled(ApiAnswer answer, TimeSpan delay) =>
        new(Text(answer, "Too many calls, or DingTalk is busy."))
        {
            Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId, RetryAfter = answer.RetryAfter ?? delay,
        };

    private static string Text(ApiAnswer answer, string remedy)
    {
        var code = answer.SubCode is { } sub ? $"{answer.Code}/{sub}" : answer.Code;
        var said = string.Join(": ", new[] { code, answer.Message }.OfType<string>());
        var request = answer.RequestId is { } id ? $", request {id}" : "";
        return $"DingTalk answered {(said.Length > 0 ? said : answer.IsHtml ? "with a web page" : "nothing readable")} (HTTP {(int)answer.Status}{request}). {remedy}".TrimEnd();
    }

    private static string Remedy(ApiAnswer answer)
    {
        if (answer.RequiredScopes.Count > 0)
        {
            return $"Grant the app the permission {string.Join(", ", answer.RequiredScopes)} in the developer console.";
        }

        return (answer.Code ?? "") switch
        {
            var code when code.EndsWith("ApiCountLimitForOrg", StringComparison.Ordinal) || code == "90020" =>
                "The organisation's monthly quota of API calls is used up; replies through the session webhook still work.",
            var code when code.EndsWith("IpNotInWhiteList", StringComparison.Ordinal) =>
                "Add this server's public address to the app's list of allowed addresses.",
            "460101" or "101002" or "invalidParameter.msgParam.tooLong" => "The message is too long; split it.",
            _ when (int)answer.Status is >= 300 and < 400 => "Redirects are not followed; check the base address and proxies.",
            _ => "",
        };
    }
}
