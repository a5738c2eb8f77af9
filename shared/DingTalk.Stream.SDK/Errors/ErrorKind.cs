namespace DingTalk.Stream.OpenApi;

internal enum ErrorKind
{
    Permanent,
    ContentRefused,
    PermissionMissing,
    QuotaExhausted,
    Credentials,
    Token,
    Throttled,
    Penalty,
    AddressBlocked,
    Busy,
    NotYet,
    TooLong,
    SessionExpired,
    UnknownOutcome,
    Unlisted,
}
