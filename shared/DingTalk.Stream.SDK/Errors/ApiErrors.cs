namespace DingTalk.Stream.OpenApi;

// Maps an unsuccessful answer to the exception that says what to do.
internal static class ApiErrors
{
    private static readonly TimeSpan WebhookPenalty = TimeSpan.FromSeconds(60);

    // For both APIs (docs/dingtalk-protocol.md 5.1).
    private static readonly TimeSpan AddressBlock = TimeSpan.FromMinutes(5);

    public static bool IsTokenRefused(ApiAnswer answer) => !answer.IsSuccess && ErrorTable.Classify(answer) == ErrorKind.Token;

    public static DingTalkException From(ApiAnswer answer, TimeSpan throttleDelay)
    {
        var kind = ErrorTable.Classify(answer);
        var delay = kind switch
        {
            ErrorKind.Penalty => WebhookPenalty,
            ErrorKind.AddressBlocked => AddressBlock,
            _ => throttleDelay,
        };
        var text = Text(answer, Remedies.For(kind, answer));
        return kind switch
        {
            ErrorKind.Credentials or ErrorKind.Token =>
                new CredentialsException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.Throttled or ErrorKind.Penalty or ErrorKind.AddressBlocked => new ThrottledException(text)
            {
                Code = answer.Code,
                Status = answer.Status,
                RequestId = answer.RequestId,
                RetryAfter = answer.RetryAfter ?? delay,
                IsAddressBlocked = kind == ErrorKind.AddressBlocked,
            },
            ErrorKind.Busy or ErrorKind.NotYet =>
                new BusyException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.TooLong =>
                new MessageTooLongException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.SessionExpired =>
                new SessionExpiredException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.UnknownOutcome =>
                new UnknownOutcomeException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.ContentRefused =>
                new ContentRefusedException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.Unlisted =>
                new UnlistedErrorException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            ErrorKind.PermissionMissing => PermissionMissing(answer, text),
            ErrorKind.QuotaExhausted =>
                new QuotaExhaustedException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
            _ => new PermanentException(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId },
        };
    }

    private static PermissionMissingException PermissionMissing(ApiAnswer answer, string text) =>
        new(text) { Code = answer.Code, Status = answer.Status, RequestId = answer.RequestId, Scopes = answer.RequiredScopes };

    private static string Text(ApiAnswer answer, string remedy)
    {
        var code = answer.SubCode is { } sub ? $"{answer.Code}/{sub}" : answer.Code;
        var said = string.Join(": ", new[] { code, answer.Message }.OfType<string>());
        var request = answer.RequestId is { } id ? $", request {id}" : "";
        var what = said.Length > 0 ? said : answer.IsHtml ? "with a web page" : "nothing readable";
        return $"DingTalk answered {what} (HTTP {(int)answer.Status}{request}). {remedy}".TrimEnd();
    }
}
