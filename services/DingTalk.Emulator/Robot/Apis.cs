namespace DingTalk.Emulator.Robot;

// The three ways in which a bot speaks, by the names the transcript and the faults use.
internal static class Apis
{
    public const string Webhook = "webhook";
    public const string Oto = "oto";
    public const string Group = "group";
    public const string Any = "*";

    public static readonly string[] All = [Webhook, Oto, Group];

    // The permission an app needs for it.
    public static string ScopeOf(string api) => "qyapi_robot_sendmsg";

    public static string? Normalize(string name) => name.Trim('/') switch
    {
        Webhook or "sendBySession" or "robot/sendBySession" => Webhook,
        Oto or "oToMessages/batchSend" or "v1.0/robot/oToMessages/batchSend" => Oto,
        Group or "groupMessages/send" or "v1.0/robot/groupMessages/send" => Group,
        Any => Any,
        _ => null,
    };
}
