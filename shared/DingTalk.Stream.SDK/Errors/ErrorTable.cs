using System.Collections.Frozen;
using System.Net;

namespace DingTalk.Stream.OpenApi;

// The meaning of each error code (docs/dingtalk-protocol.md 5.3 and B6). A code that is neither here nor in PermanentCodes is classified
// by its HTTP status; an unlisted 4xx may be temporary, so it does not count as permanent.
internal static class ErrorTable
{
    private static readonly FrozenDictionary<string, ErrorKind> Codes = new Dictionary<string, ErrorKind>
    {
        ["InvalidAuthentication"] = ErrorKind.Token,
        ["invalidParameter.token.invalid"] = ErrorKind.Token,
        ["token.notExisted"] = ErrorKind.Token,
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
        ["send.too.fast"] = ErrorKind.Throttled,
        ["send.byToken.tooFast"] = ErrorKind.Throttled,
        ["too.many.group"] = ErrorKind.Throttled,
        ["too.many.people"] = ErrorKind.Throttled,
        ["toomuch.msg"] = ErrorKind.Throttled,
        ["130101"] = ErrorKind.Penalty,
        ["410100"] = ErrorKind.Penalty,
        ["660026"] = ErrorKind.Penalty,
        ["300001"] = ErrorKind.SessionExpired,
        ["300005"] = ErrorKind.SessionExpired,
        ["session.notExisted"] = ErrorKind.SessionExpired,
        ["session.expired"] = ErrorKind.SessionExpired,
        ["430101"] = ErrorKind.ContentRefused,
        ["430102"] = ErrorKind.ContentRefused,
        ["430103"] = ErrorKind.ContentRefused,
        ["430104"] = ErrorKind.ContentRefused,
        ["contain.unsafe.url"] = ErrorKind.ContentRefused,
        ["contain.notAllowed.text"] = ErrorKind.ContentRefused,
        ["contain.notAllowed.picture"] = ErrorKind.ContentRefused,
        ["contain.notAllowed.content"] = ErrorKind.ContentRefused,
        ["param.contentUnsafe"] = ErrorKind.ContentRefused,
        ["processQueryKey.expireTime"] = ErrorKind.NotYet,
        ["460101"] = ErrorKind.TooLong,
        ["101002"] = ErrorKind.TooLong,
        ["invalidParameter.msgParam.tooLong"] = ErrorKind.TooLong,
        ["unknown.send.result"] = ErrorKind.UnknownOutcome,
        ["resource.unavailable"] = ErrorKind.UnknownOutcome,
        ["system.err"] = ErrorKind.UnknownOutcome,
        ["system.error"] = ErrorKind.UnknownOutcome,
        ["system.busy"] = ErrorKind.UnknownOutcome,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ErrorKind Classify(ApiAnswer answer)
    {
        if (answer.IsAddressBlocked)
        {
            return ErrorKind.AddressBlocked;
        }

        var code = answer.Meaning;
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
            // The call was answered, but unreadably: whether it took effect is unknown.
            _ when answer.IsHttpSuccess && code is null => ErrorKind.UnknownOutcome,
            >= HttpStatusCode.InternalServerError => ErrorKind.UnknownOutcome,
            HttpStatusCode.Unauthorized => ErrorKind.Token,
            HttpStatusCode.TooManyRequests => ErrorKind.Throttled,
            _ when PermanentCodes.RemedyOf(code) is not null => ErrorKind.Permanent,
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => ErrorKind.Permanent,
            _ => ErrorKind.Unlisted,
        };
    }
}
