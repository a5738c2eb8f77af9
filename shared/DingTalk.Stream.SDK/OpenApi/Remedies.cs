namespace DingTalk.Stream.OpenApi;

/// <summary>What to do about a refusal, in a sentence for people (dingtalk.md, section 5.3).</summary>
internal static class Remedies
{
    public static string For(ErrorKind kind, ApiAnswer answer) => kind switch
    {
        ErrorKind.Credentials or ErrorKind.Token => "Check the client id and the client secret.",
        ErrorKind.Throttled or ErrorKind.Penalty => "Too many calls.",
        ErrorKind.AddressBlocked => "DingTalk has blocked this server's public address for some minutes, for too many calls from it; find who else behind it calls DingTalk.",
        ErrorKind.Busy => "DingTalk is busy.",
        ErrorKind.TooLong => "The message is too long; split it.",
        ErrorKind.SessionExpired => "The session webhook is gone.",
        ErrorKind.UnknownOutcome => "The call may have taken effect.",
        ErrorKind.PermissionMissing when answer.RequiredScopes.Count > 0 =>
            $"Grant the app the permission {string.Join(", ", answer.RequiredScopes)} in the developer console.",
        ErrorKind.PermissionMissing => "Grant the app the permission for this API in the developer console.",
        ErrorKind.QuotaExhausted => "The organisation's monthly quota of API calls is used up; replies through the session webhook still work.",
        _ => Permanent(answer),
    };

    private static string Permanent(ApiAnswer answer) => (answer.Code ?? "") switch
    {
        var code when Has(code, "IpNotInWhiteList") => "Add this server's public address to the app's list of allowed addresses.",
        "40004" => "Name the type of the file in the query string.",
        "310000" => "The custom robot's keyword, timestamp, signature or address check failed.",
        "430101" or "430102" or "430103" or "430104" => "DingTalk rejects what the message holds: a link, a word or a picture.",
        "400101" => "The webhook's token is malformed; check that the address is the one DingTalk gave.",
        "400102" or "bot.stopped" or "robot.oto.notExist" => "Switch the robot on in the developer console and publish the app.",
        "400106" => "The robot was removed from the group; add it again.",
        "400013" or "group.disbanded" => "The group is gone.",
        "chatbotId.notAllow.sendOTO" or "send.forbidden" => "The robot may not write there; check its settings in the developer console and those of the organisation.",
        "template.not.existed" or "template.stopped" => "The message's template is gone or switched off; check it in the developer console.",
        "orgAuthLevelNotEnough" => "The organisation must be verified at a higher level first; its administrator can apply for that.",
        "resource.not.found" => "The robot is not there; check the robot code, and that the app is published.",
        var code when Has(code, "openConversationId") => "The group is gone, the robot is not in it, or the id lost its upper and lower case.",
        var code when Has(code, "robotCode") => "Check the robot code; it must be one of the app whose credentials are used.",
        var code when Has(code, "userId") || Has(code, "staffId") || Has(code, "receivers") => "Check the receivers: user ids of this organisation, 20 at most.",
        var code when IsMalformed(code) => "DingTalk does not take a request of this form: a defect of this client, or an API that has changed; report it with the request's id.",
        _ when (int)answer.Status is >= 300 and < 400 => "Redirects are not followed; check the base address and proxies.",
        _ when answer.IsHtml => "Something before DingTalk's API answered; check the base address, proxies and firewalls.",
        _ => "",
    };

    private static bool IsMalformed(string code) =>
        code is "400105" or "40035" or "43002" or "43004" || Has(code, "invalidParameter.") || Has(code, "miss.") || Has(code, "msg.unsupport");

    private static bool Has(string code, string part) => code.Contains(part, StringComparison.OrdinalIgnoreCase);
}
