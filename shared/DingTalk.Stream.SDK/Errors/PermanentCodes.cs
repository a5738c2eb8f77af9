using System.Collections.Frozen;
using System.Globalization;

namespace DingTalk.Stream.OpenApi;

// Codes of permanent refusals, each with a remedy (docs/dingtalk-protocol.md 5.3, B3.2 and B6).
internal static class PermanentCodes
{
    private const string SwitchOn = "Switch the robot on in the developer console and publish the app.";
    private const string MayNotWrite = "The robot may not write there; check its settings in the developer console and those of the organisation.";
    private const string GroupGone = "The group is gone.";
    private const string ForeignGroup = "The group belongs to another organisation; a robot of an internal app works in internal groups only.";
    private const string CustomRobot = "The custom robot's keyword, timestamp, signature or address check failed.";
    private const string Template = "The message's template was deleted or switched off; check it in the developer console.";
    private const string AllowAddress = "Add this server's public address to the app's list of allowed addresses.";
    private const string AppRights = "The app may not do this; check its permissions in the developer console.";
    private const string Receivers = "Check the receivers: user ids of this organisation, 20 at most.";
    private const string TooOld = "Messages can be recalled for 24 hours, each once.";
    private const string Malformed =
        "DingTalk does not accept a request of this form: a bug in this client, or an API that has changed; report it with the request id.";

    private static readonly FrozenDictionary<string, string> Remedies = new Dictionary<string, string>
    {
        ["40004"] = "Put the file's type into the query string.",
        ["310000"] = CustomRobot,
        ["keywords.not.match"] = CustomRobot,
        ["sign.not.match"] = CustomRobot,
        ["ip.not.match"] = AllowAddress,
        ["400101"] = "The webhook's token is malformed; check that the address is the one DingTalk gave.",
        ["400102"] = SwitchOn,
        ["bot.stopped"] = SwitchOn,
        ["robot.oto.notExist"] = SwitchOn,
        ["400106"] = "The robot was removed from the group; add it again.",
        ["400013"] = GroupGone,
        ["group.disbanded"] = GroupGone,
        ["conversation.org.notMatch"] = ForeignGroup,
        ["conversation.org.dismatch"] = ForeignGroup,
        ["bot.forbidden.sendMessage"] = "The robot is muted in the group; its owner or an administrator can unmute it.",
        ["only.groupAdmin.canAtAll"] = "Only the group's administrators may mention everybody; make the robot one or mention single users.",
        ["chatbotId.notAllow.sendOTO"] = MayNotWrite,
        ["send.forbidden"] = MayNotWrite,
        ["unauthorized"] = AppRights,
        ["auth.error"] = AppRights,
        ["template.not.existed"] = Template,
        ["template.stopped"] = Template,
        ["orgAuthLevelNotEnough"] = "The organisation must be verified at a higher level first; its administrator can apply for that.",
        ["resource.not.found"] = "The robot does not exist; check the robot code, and that the app is published.",
        ["ding.serverquota.insufficient"] = "The organisation has no DING text messages or calls left; they are bought apart.",
        ["robot.processQueryKey.expired"] = TooOld,
        ["notRevoke.all.messages"] = TooOld,
        ["InvalidAction.NotFound"] = "This API does not exist; check the base address.",
        ["400105"] = Malformed,
        ["40035"] = Malformed,
        ["43002"] = Malformed,
        ["43004"] = Malformed,
        ["illegal.excludes"] = Malformed,
        ["sendMessage.model.notMatch"] = Malformed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // The first match counts, so the more specific parts come first.
    private static readonly (string Part, string Remedy)[] Parts =
    [
        ("IpNotInWhiteList", AllowAddress),
        ("openConversationId", "The group is gone, the robot is not in it, or the id's upper and lower case was changed."),
        ("robotCode", "Check the robot code; it must be one of the app whose credentials are used."),
        ("userId", Receivers),
        ("staffId", Receivers),
        ("receivers", Receivers),
        ("invalidParameter.", Malformed),
        ("miss.", Malformed),
        ("msg.unsupport", Malformed),
        ("param.", Malformed),
    ];

    // Null when the code is not a known permanent refusal.
    public static string? RemedyOf(string? code) => code is null ? null
        : Remedies.TryGetValue(code, out var remedy) ? remedy
        : IsMissingField(code) ? Malformed
        : Parts.FirstOrDefault(part => code.Contains(part.Part, StringComparison.OrdinalIgnoreCase)).Remedy;

    // A webhook's codes for a missing field: 4002xx for text, 4003xx for links, 4004xx for Markdown, 4005xx for action cards, 4006xx for
    // feed cards.
    private static bool IsMissingField(string code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 400200 and < 400700;
}
