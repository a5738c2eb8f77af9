namespace DingTalk.Stream.OpenApi;

internal enum ErrorKind
{
    Permanent,
    Credentials,
    Token,
    Throttled,
    Penalty,
    SessionExpired,
    UnknownOutcome,
}
