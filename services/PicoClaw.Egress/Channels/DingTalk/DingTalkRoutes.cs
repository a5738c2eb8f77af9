using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

internal static class DingTalkRoutes
{
    /// <summary>The session webhook: costs no API call, closes after 90 minutes.</summary>
    public static readonly SendRoute Webhook = new("webhook", CostsApiCall: false);

    /// <summary>The robot OpenAPI, to people.</summary>
    public static readonly SendRoute User = new("oto", CostsApiCall: true, RobotClient.MaxUsersPerCall);

    /// <summary>The robot OpenAPI, to a group.</summary>
    public static readonly SendRoute Group = new("group", CostsApiCall: true);

    /// <summary>Not to a conversation: asks for the address of a file.</summary>
    public static readonly SendRoute Download = new("download", CostsApiCall: true);

    public static readonly IReadOnlyList<SendRoute> All = [Webhook, User, Group];

    public static SendRoute? Find(string? name) => name is null ? null : All.FirstOrDefault(route => route.Name == name);
}
