namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>What a person does in DingTalk's developer console about a refusal (docs/dingtalk-protocol.md 1.2, 5.3).</summary>
internal static class Remedies
{
    public const string Publish =
        "Publish a version (版本管理与发布) with the robot (机器人) added to the app and switched on; "
        + "docs/dingtalk-setup.md, steps 2 and 4.";

    public const string UseStream =
        "Set the robot's message receiving mode (消息接收模式) to Stream and press Publish (发布) on the robot's own page; "
        + "docs/dingtalk-setup.md, step 2.";

    public const string CopyCredentials =
        "Copy Client ID and Client Secret of this app again from 凭证与基础信息, with the page's copy buttons; "
        + "a reset in the console ends the old secret.";

    private const string AllowAddress = "Add this machine's public address to the app's list of server addresses (服务器出口IP).";

    private const string RobotCode = "Remove robot_code from config.json, or set it to the code on this app's robot page.";

    private const string SwitchOn = "Switch the robot on in the developer console, and publish a version.";

    private const string BuyCalls =
        "Wait for the next month (China's calendar) or buy calls; until then only replies through a message's own webhook arrive.";

    // The first match counts; a part of the code, in any case.
    private static readonly (string Part, Refusal Kind, string Remedy)[] Known =
    [
        ("invalidClientIdOrSecret", Refusal.Credentials, CopyCredentials),
        ("authFailed", Refusal.Credentials, CopyCredentials),
        ("IpNotInWhiteList", Refusal.Address, AllowAddress),
        ("ip.not.match", Refusal.Address, AllowAddress),
        ("ApiCountLimitForOrg", Refusal.Quota, BuyCalls),
        ("QpsLimit", Refusal.Throttled, "Try again in a minute; who else calls DingTalk with this app?"),
        ("resource.not.found", Refusal.NoRobot, Publish),
        ("robot.oto.notExist", Refusal.NoRobot, Publish),
        ("bot.stopped", Refusal.NoRobot, SwitchOn),
        ("chatbotId.notAllow.sendOTO", Refusal.NoRobot, SwitchOn),
        ("robotCode", Refusal.RobotCode, RobotCode),
        ("orgAuthLevelNotEnough", Refusal.Other, "Let the organization's administrator apply for a higher verification level."),
    ];

    private static readonly Dictionary<string, (Refusal Kind, string Remedy)> Numbers = new(StringComparer.Ordinal)
    {
        ["40001"] = (Refusal.Credentials, CopyCredentials),
        ["60020"] = (Refusal.Address, AllowAddress),
        ["90020"] = (Refusal.Quota, BuyCalls),
    };

    public static (Refusal Kind, string Remedy) For(PlatformAnswer answer)
    {
        if (answer.Scopes.Count > 0 || Has(answer, "AccessTokenPermissionDenied") || answer.Code == "60011")
        {
            var scopes = answer.Scopes.Count > 0 ? string.Join(", ", answer.Scopes) : "that the answer names";
            return (Refusal.Scope, $"Apply for the permission {scopes} under 权限管理 and publish a new version.");
        }

        if (answer.Code is { } number && Numbers.TryGetValue(number, out var known))
        {
            return known;
        }

        var found = Known.FirstOrDefault(one => Has(answer, one.Part));
        return found.Part is not null ? (found.Kind, found.Remedy) : answer switch
        {
            { Status: 401 } => (Refusal.Credentials, CopyCredentials),
            { Root: null } => (Refusal.Other, "Something before DingTalk answers: look at HTTPS_PROXY, firewall and, if it is set, api_base."),
            { Status: >= 500 } => (Refusal.Other, "DingTalk's servers fail: try again in some minutes."),
            _ => (Refusal.Other, "Look the code up in DingTalk's developer documentation (open.dingtalk.com)."),
        };
    }

    private static bool Has(PlatformAnswer answer, string part) => answer.Code?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
