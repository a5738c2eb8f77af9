namespace DingTalk.Stream.OpenApi;

internal enum ErrorKind
{
    Permanent,
    PermissionMissing,
    QuotaExhausted,
    Credentials,
    Token,
    Throttled,
    Penalty,
    AddressBlocked,
    Busy,
    TooLong,
    SessionExpired,
    UnknownOutcome,
}
