namespace DingTalk.Stream.OpenApi;

// What to do about each kind of error, as a sentence for people.
internal static class Remedies
{
    public static string For(ErrorKind kind, ApiAnswer answer) => kind switch
    {
        ErrorKind.Credentials or ErrorKind.Token => "Check the client id and the client secret.",
        ErrorKind.Throttled or ErrorKind.Penalty => "Too many calls.",
        ErrorKind.AddressBlocked =>
            "DingTalk has blocked this server's public IP address for some minutes after too many calls; find out who else calls DingTalk from it.",
        ErrorKind.Busy => "DingTalk is busy.",
        ErrorKind.NotYet => "DingTalk does not know the message yet, or no longer; ask again later.",
        ErrorKind.TooLong => "The message is too long; split it.",
        ErrorKind.SessionExpired => "The session webhook is gone.",
        ErrorKind.UnknownOutcome => "The call may have taken effect.",
        ErrorKind.ContentRefused => "DingTalk rejects a link, a word or a picture in the message.",
        ErrorKind.PermissionMissing when answer.RequiredScopes.Count > 0 =>
            $"Grant the app the permission {string.Join(", ", answer.RequiredScopes)} in the developer console.",
        ErrorKind.PermissionMissing => "Grant the app the permission for this API in the developer console.",
        ErrorKind.QuotaExhausted => "The organisation's monthly quota of API calls is used up; replies through the session webhook still work.",
        ErrorKind.Unlisted when answer.IsHtml => "Something in front of DingTalk's API answered; check the base address, proxies and firewalls.",
        ErrorKind.Unlisted when answer.Code is null => "The answer names no error; check the base address, proxies and firewalls.",
        ErrorKind.Unlisted => "This code is in none of DingTalk's error lists; report it with the request id.",
        _ => PermanentCodes.RemedyOf(answer.Meaning) ?? Redirected(answer),
    };

    private static string Redirected(ApiAnswer answer) =>
        (int)answer.Status is >= 300 and < 400 ? "Redirects are not followed; check the base address and proxies." : "";
}
