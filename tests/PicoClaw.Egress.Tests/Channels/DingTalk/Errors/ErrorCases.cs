namespace PicoClaw.Egress.Tests.Channels.DingTalk.Errors;

/// <summary>
/// DingTalk's documented error codes, row by row (docs/dingtalk-protocol.md 5.3 and B6.1), codes that are not documented, and answers without a code.
/// </summary>
internal static class ErrorCases
{
    private const string Console = "developer console";
    private const string Denied = "Forbidden.AccessDenied.";

    /// <summary>Every documented code, and an undocumented one for each API.</summary>
    public static readonly string[] Codes =
    [
        Denied + "QpsLimitForApi", Denied + "QpsLimitForAppkeyAndApi", Denied + "ApiCountLimitForOrg",
            Denied + "AccessTokenPermissionDenied", Denied + "IpNotInWhiteList",
        "InvalidAuthentication", "invalidParameter.token.invalid", "invalidClientIdOrSecret", "authFailed",
        "invalidParameter.robotCode.empty", "invalidParameter.robotCode.auth", "invalidParameter.robotCode.notExsit", "invalidParameter.robotCode.missing",
        "invalidParameter.robotCode.invalid", "invalidParameter.robotCode.coolApp",
        "invalidParameter.userIds.empty", "invalidParameter.userIds.overMax", "userId.empty", "staffId.notExisted", "illegal.receivers",
        "invalidParameter.msgKey.empty", "invalidParameter.msgKey.invalid", "invalidParameter.msgParam.invalid",
            "invalidParameter.msgParam.tooLong", "invalidParameter.msgBody.invalid",
        "invalidParameter.msg.unsupport", "invalidParameter.param.invalid", "miss.param.msgKey",
        "invalid.openConversationId", "miss.openConversationId", "invalidParameter.openConversationId.invalid", "group.disbanded",
        "bot.stopped", "robot.oto.notExist", "chatbotId.notAllow.sendOTO", "send.forbidden", "template.not.existed", "template.stopped",
            "orgAuthLevelNotEnough", "resource.not.found",
        "resource.unavailable", "unknown.send.result", "system.err", "unknownError", "ServiceUnavailable",
        "-1", "15", "88", "60011", "40014", "40001",
        "300001", "300005", "130101", "410100", "660026", "310000", "400101", "400102", "400105", "400106", "400013", "40035", "43002", "43004",
        "430101", "430102", "430103", "430104", "460101", "101002",
        "send.too.fast", "send.byToken.tooFast", "too.many.group", "too.many.people", "toomuch.msg",
        "contain.unsafe.url", "contain.notAllowed.text", "contain.notAllowed.picture", "contain.notAllowed.content", "param.contentUnsafe",
        "session.notExisted", "session.expired", "token.notExisted", "ip.not.match", "keywords.not.match", "sign.not.match",
        "bot.forbidden.sendMessage", "only.groupAdmin.canAtAll", "conversation.org.notMatch", "conversation.org.dismatch",
            "receivers.exceed", "illegal.excludes", "unauthorized", "auth.error",
        "sendMessage.model.notMatch", "param.cardNotExist", "ding.serverquota.insufficient", "robot.processQueryKey.expired", "notRevoke.all.messages",
        "processQueryKey.expireTime", "system.error", "system.busy",
        "some.new.code", Denied + "SomethingNew", "999999",
    ];

    public static readonly IReadOnlyDictionary<string, ErrorCase> All =
        new[] { NewApi(), Robot(), Configuration(), Refusals(), Server(), Oapi(), Webhook(), Unlisted(), NoCode() }
        .SelectMany(cases => cases)
        .ToDictionary(one => one.Name);

    private static IEnumerable<ErrorCase> NewApi() =>
    [
        .. Api(403, Denied + "QpsLimitForApi", Fate.Rests),
        .. Api(403, Denied + "QpsLimitForAppkeyAndApi", Fate.Rests),
        Coded("token", 403, Denied + "QpsLimitForApi", Fate.Rests),
        .. Api(403, Denied + "ApiCountLimitForOrg", Fate.QuotaGone, "only session webhooks"),
        .. Apis.Select(route => Coded(
            route, 403, Denied + "AccessTokenPermissionDenied", Fate.Failed, "Grant the app the permission qyapi_robot_sendmsg in") with
        {
            Body = $$$"""{"code":"{{{Denied}}}AccessTokenPermissionDenied","message":"m","accessdenieddetail":{"requiredScopes":["qyapi_robot_sendmsg"]}}""",
        }),
        .. Api(403, Denied + "IpNotInWhiteList", Fate.Failed, "list of allowed addresses"),
        .. Api(401, "InvalidAuthentication", Fate.NewToken),
        .. Api(400, "invalidParameter.token.invalid", Fate.NewToken),
        Coded("token", 400, "invalidClientIdOrSecret", Fate.Failed, "client_id and client_secret of the account \"main\""),
        Coded("token", 401, "authFailed", Fate.Failed, "client_id and client_secret of the account \"main\""),
        .. Api(401, "authFailed", Fate.Failed, "client_id and client_secret of the account \"main\""),
    ];

    private static IEnumerable<ErrorCase> Robot() =>
    [
        .. Codes.Where(code => code.Contains("robotCode", StringComparison.Ordinal)).SelectMany(code => Api(400, code, Fate.Failed, "Check the robot code")),
        .. Some("oto", 400, Fate.Failed, "Check the receivers", "invalidParameter.userIds.empty", "invalidParameter.userIds.overMax",
            "userId.empty", "staffId.notExisted", "illegal.receivers"),
        .. new[]
        {
            "invalidParameter.msgKey.empty", "invalidParameter.msgKey.invalid", "invalidParameter.msgParam.invalid",
                "invalidParameter.msgBody.invalid", "invalidParameter.msg.unsupport",
            "invalidParameter.param.invalid", "miss.param.msgKey",
        }.SelectMany(code => Api(400, code, Fate.Failed, "report it")),
        .. Api(400, "invalidParameter.msgParam.tooLong", Fate.Failed, "egress.markdown.max_chunk_bytes"),
        .. Some("group", 400, Fate.Failed, "upper and lower case", "invalid.openConversationId", "miss.openConversationId",
            "invalidParameter.openConversationId.invalid"),
        Coded("group", 400, "group.disbanded", Fate.Failed, "The group is gone"),
    ];

    private static IEnumerable<ErrorCase> Configuration() =>
    [
        .. Api(400, "bot.stopped", Fate.Failed, Console),
        Coded("oto", 400, "robot.oto.notExist", Fate.Failed, Console),
        Coded("oto", 400, "chatbotId.notAllow.sendOTO", Fate.Failed, Console),
        .. Api(400, "send.forbidden", Fate.Failed, Console),
        .. Api(400, "template.not.existed", Fate.Failed, Console),
        .. Api(400, "template.stopped", Fate.Failed, Console),
        .. Api(400, "orgAuthLevelNotEnough", Fate.Failed, "administrator"),
        .. Api(400, "resource.not.found", Fate.Failed, "check the robot code"),
        .. Api(400, "resource.unavailable", Fate.OnceMore),
        .. Api(400, "unknown.send.result", Fate.OnceMore),
    ];

    private static IEnumerable<ErrorCase> Refusals() =>
    [
        .. new[] { "send.too.fast", "send.byToken.tooFast", "too.many.group", "too.many.people", "toomuch.msg" }.SelectMany(code => Api(400, code, Fate.Rests)),
        Coded("webhook", 400, "send.too.fast", Fate.Rests),
        .. new[] { "contain.unsafe.url", "contain.notAllowed.text", "contain.notAllowed.picture", "contain.notAllowed.content", "param.contentUnsafe" }
            .SelectMany(code => Api(400, code, Fate.Failed, "withheld")),
        Coded("webhook", 400, "session.notExisted", Fate.OtherRoute),
        Coded("webhook", 400, "session.expired", Fate.OtherRoute),
        .. Api(400, "session.expired", Fate.Failed, "The session webhook is gone"),
        .. Api(400, "token.notExisted", Fate.NewToken),
        .. Api(400, "ip.not.match", Fate.Failed, "list of allowed addresses"),
        .. Some("webhook", 400, Fate.Failed, "keyword, timestamp, signature", "keywords.not.match", "sign.not.match"),
        .. Some("group", 400, Fate.Failed, "muted", "bot.forbidden.sendMessage"),
        .. Some("group", 400, Fate.Failed, "mention everybody", "only.groupAdmin.canAtAll"),
        .. Some("group", 400, Fate.Failed, "another organisation", "conversation.org.notMatch", "conversation.org.dismatch"),
        .. Some("oto", 400, Fate.Failed, "Check the receivers", "receivers.exceed"),
        .. Some("oto", 400, Fate.Failed, "report it", "illegal.excludes", "sendMessage.model.notMatch", "param.cardNotExist"),
        .. Some("oto", 400, Fate.Failed, Console, "unauthorized", "auth.error"),
        .. Some("oto", 400, Fate.Failed, "bought apart", "ding.serverquota.insufficient"),
        .. Some("oto", 400, Fate.Failed, "24 hours", "robot.processQueryKey.expired", "notRevoke.all.messages"),
        Coded("oto", 400, "processQueryKey.expireTime", Fate.Busy, "ask again later"),
    ];

    private static IEnumerable<ErrorCase> Server() =>
    [
        .. Api(500, "system.error", Fate.Stops),
        .. Api(500, "system.busy", Fate.Stops),
        .. Api(500, "system.err", Fate.Stops),
        .. Api(500, "unknownError", Fate.Stops),
        .. Api(503, "ServiceUnavailable", Fate.Stops),
    ];

    private static IEnumerable<ErrorCase> Oapi() =>
    [
        .. Some("webhook", 200, Fate.Busy, "DingTalk is busy", "-1", "15", "88"),
        .. Some("oto", 200, Fate.Busy, "DingTalk is busy", "-1", "15", "88"),
        .. new[] { "webhook", "oto" }.Select(route => Coded(route, 200, "60011", Fate.Failed, Console) with
        {
            Body = """{"errcode":88,"sub_code":"60011","sub_msg":"no right","errmsg":"e"}""",
        }),
        Coded("oto", 200, "40014", Fate.NewToken),
        Coded("oto", 200, "40001", Fate.Failed, "client_id and client_secret of the account \"main\""),
    ];

    private static IEnumerable<ErrorCase> Webhook() =>
    [
        Coded("webhook", 200, "300001", Fate.OtherRoute) with { Body = """{"errcode":300001,"errmsg":"session 不存在"}""" },
        Coded("webhook", 200, "300001", Fate.OtherRoute) with { Title = "300001 token", Body = """{"errcode":300001,"errmsg":"token is not exist"}""" },
        Coded("webhook", 200, "300005", Fate.OtherRoute),
        .. new[] { "130101", "410100", "660026" }.Select(code => Coded("webhook", 200, code, Fate.Rests) with { Seconds = 60 }),
        Coded("webhook", 200, "310000", Fate.Failed, "keyword, timestamp, signature"),
        Coded("webhook", 200, "400101", Fate.Failed, "address is the one DingTalk gave"),
        Coded("webhook", 200, "400102", Fate.Failed, "Switch the robot on"),
        Coded("webhook", 200, "400106", Fate.Failed, "add it again"),
        Coded("webhook", 200, "400013", Fate.Failed, "The group is gone"),
        .. Some("webhook", 200, Fate.Failed, "report it", "400105", "40035", "43002", "43004"),
        .. Some("webhook", 200, Fate.Failed, "withheld", "430101", "430102", "430103", "430104"),
        .. Some("webhook", 200, Fate.Failed, "egress.markdown.max_chunk_bytes", "460101", "101002"),
    ];

    private static IEnumerable<ErrorCase> Unlisted() =>
    [
        .. Api(400, "some.new.code", Fate.Unlisted, "report it"),
        .. Api(403, Denied + "SomethingNew", Fate.Unlisted, "report it"),
        Coded("webhook", 200, "999999", Fate.Unlisted, "report it"),
        Coded("oto", 200, "999999", Fate.Unlisted, "report it") with { Title = "88 with 999999", Body = """{"errcode":88,"sub_code":"999999","errmsg":"e"}""" },
    ];

    private static IEnumerable<ErrorCase> NoCode() =>
    [
        .. new[] { "webhook", "oto", "group" }.SelectMany(route => new[]
        {
            new ErrorCase(route, "200 html", 200, "<html>log in</html>", Fate.OnceMore),
            new ErrorCase(route, "200 empty", 200, "", Fate.OnceMore),
            new ErrorCase(route, "200 {}", 200, "{}", Fate.OnceMore),
            new ErrorCase(route, "500 empty", 500, "", Fate.Stops),
            new ErrorCase(route, "502 html", 502, "<html>bad gateway</html>", Fate.Stops),
            new ErrorCase(route, "504 empty", 504, "", Fate.Stops),
            new ErrorCase(route, "400 empty", 400, "", Fate.Unlisted) { Reason = "HTTP 400" },
            new ErrorCase(route, "403 html", 403, "<html>denied</html>", Fate.Unlisted) { Reason = "proxies and firewalls" },
            new ErrorCase(route, "302", 302, "", Fate.Failed) { Reason = "Redirects are not followed", Location = "/elsewhere" },
            new ErrorCase(route, "429 empty", 429, "", Fate.Rests),
            new ErrorCase(route, "429 code", 429, """{"code":"TooManyRequests","message":"m"}""", Fate.Rests),
            new ErrorCase(route, "200 punish", 200, """{"status":1111,"wait":5,"source":"x5","punish":"deny"}""", Fate.AddressRests),
            new ErrorCase(route, "200 punish html", 200, """<html><script>location="/_____tmd_____/punish?x5secdata=a"</script></html>""", Fate.AddressRests),
            new ErrorCase(route, "302 punish", 302, "", Fate.AddressRests) { Location = "https://oapi.dingtalk.com/_____tmd_____/punish?x5secdata=a" },
        }),
        .. Apis.Select(route => new ErrorCase(route, "401 empty", 401, "", Fate.NewToken)),
        new ErrorCase("token", "200 punish", 200, """{"status":1111,"wait":5,"source":"x5","punish":"deny"}""", Fate.AddressRests),
    ];

    private static string[] Apis => ["oto", "group"];

    private static IEnumerable<ErrorCase> Api(int status, string code, Fate fate, string reason = "") =>
        Apis.Select(route => Coded(route, status, code, fate, reason));

    private static IEnumerable<ErrorCase> Some(string route, int status, Fate fate, string reason, params string[] codes) =>
        codes.Select(code => Coded(route, status, code, fate, reason));

    private static ErrorCase Coded(string route, int status, string code, Fate fate, string reason = "") =>
        new(route, code, status, Body(status, code), fate) { Code = code, Reason = reason };

    private static string Body(int status, string code) =>
        status == 200 ? $$"""{"errcode":{{code}},"errmsg":"m"}""" : $$"""{"code":"{{code}}","requestid":"AB12","message":"m"}""";
}
