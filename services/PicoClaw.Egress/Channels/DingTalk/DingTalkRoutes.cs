using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Pacing;

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

    /// <summary>Asks which people have read a message.</summary>
    public static readonly SendRoute ReadStatus = new("readStatus", CostsApiCall: true);

    /// <summary>Asks who in a group has read a message.</summary>
    public static readonly SendRoute GroupQuery = new("groupQuery", CostsApiCall: true);

    /// <summary>The older API that takes files; it sends nothing.</summary>
    public static readonly SendRoute Upload = new(CallScope.UploadApi, CostsApiCall: true, IsUpload: true);

    /// <summary>The ways to a conversation.</summary>
    public static readonly IReadOnlyList<SendRoute> All = [Webhook, User, Group, CardRoutes.Stream, CardRoutes.Update];

    private static readonly IReadOnlyList<SendRoute> Messages = [Webhook, User, Group];

    /// <summary>The way that brings a message, by its name.</summary>
    public static SendRoute? Find(string? name) => name is null ? null : Messages.FirstOrDefault(route => route.Name == name);
}
