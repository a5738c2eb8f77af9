using System.Collections.Frozen;
using System.Net;

namespace DingTalk.Stream.OpenApi;

/// <summary>What each error means (dingtalk.md, section 5.3). A code that is not listed is judged by its status, and then permanent.</summary>
internal static class ErrorTable
{
    private static readonly FrozenDictionary<string, ErrorKind> Codes = new Dictionary<string, ErrorKind>
    {
        ["InvalidAuthentication"] = ErrorKind.Token,
        ["invalidParameter.token.invalid"] = ErrorKind.Token,
        ["40014"] = ErrorKind.Token,
        ["authFailed"] = ErrorKind.Credentials,
        ["invalidClientIdOrSecret"] = ErrorKind.Credentials,
        ["invalid.client"] = ErrorKind.Credentials,
        ["40001"] = ErrorKind.Credentials,
        ["60011"] = ErrorKind.PermissionMissing,
        ["90020"] = ErrorKind.QuotaExhausted,
        ["-1"] = ErrorKind.Busy,
        ["15"] = ErrorKind.Busy,
        ["88"] = ErrorKind.Busy,
        ["90002"] = ErrorKind.Throttled,
        ["90006"] = ErrorKind.Throttled,
        ["90018"] = ErrorKind.Throttled,
        ["90019"] = ErrorKind.Throttled,
        ["130101"] = ErrorKind.Penalty,
        ["410100"] = ErrorKind.Penalty,
        ["660026"] = ErrorKind.Penalty,
        ["300001"] = ErrorKind.SessionExpired,
        ["300005"] = ErrorKind.SessionExpired,
        ["460101"] = ErrorKind.TooLong,
        ["101002"] = ErrorKind.TooLong,
        ["invalidParameter.msgParam.tooLong"] = ErrorKind.TooLong,
        ["unknown.send.result"] = ErrorKind.UnknownOutcome,
        ["resource.unavailable"] = ErrorKind.UnknownOutcome,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ErrorKind Classify(ApiAnswer answer)
    {
        if (answer.IsAddressBlocked)
        {
            return ErrorKind.AddressBlocked;
        }

        // 88 is a wrapper: with a sub code it means that, without one the server was busy.
        var code = answer.Code == "88" ? answer.SubCode ?? "88" : answer.Code;
        if (code is not null && Codes.TryGetValue(code, out var kind))
        {
            return kind;
        }

        if (code?.Contains("QpsLimit", StringComparison.OrdinalIgnoreCase) == true)
        {
            return ErrorKind.Throttled;
        }

        if (code?.EndsWith("ApiCountLimitForOrg", StringComparison.OrdinalIgnoreCase) == true)
        {
            return ErrorKind.QuotaExhausted;
        }

        if (code?.EndsWith("AccessTokenPermissionDenied", StringComparison.OrdinalIgnoreCase) == true || answer.RequiredScopes.Count > 0)
        {
            return ErrorKind.PermissionMissing;
        }

        return answer.Status switch
        {
            // A call answered, but unreadably: whether it took effect nobody knows.
            _ when answer.IsHttpSuccess && code is null => ErrorKind.UnknownOutcome,
            >= HttpStatusCode.InternalServerError => ErrorKind.UnknownOutcome,
            HttpStatusCode.Unauthorized => ErrorKind.Token,
            HttpStatusCode.TooManyRequests => ErrorKind.Throttled,
            _ => ErrorKind.Permanent,
        };
    }
}
