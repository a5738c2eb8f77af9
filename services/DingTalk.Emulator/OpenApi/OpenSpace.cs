using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.OpenApi;

// A target of a card: IM_GROUP.<conversation>, IM_ROBOT.<staff id>, or ONE_BOX.<conversation>, the banner at the top of a group.
internal sealed record OpenSpace(string Type, string Id)
{
    public const string Group = "IM_GROUP";
    public const string User = "IM_ROBOT";
    public const string Top = "ONE_BOX";

    // The model of a space to which nothing can be delivered here.
    public const string FeedModel = "coFeedOpenSpaceModel";
    private const string Prefix = "dtv1.card//";

    private static readonly Dictionary<string, (string Space, string Deliver)> Models = new(StringComparer.Ordinal)
    {
        [Group] = ("imGroupOpenSpaceModel", "imGroupOpenDeliverModel"),
        [User] = ("imRobotOpenSpaceModel", "imRobotOpenDeliverModel"),
        [Top] = ("topOpenSpaceModel", "topOpenDeliverModel"),
    };

    public bool IsEmulated => Models.ContainsKey(Type);

    // The field that says how to deliver to it.
    public string DeliverModel => Models[Type].Deliver;

    // The types whose space model is in the call.
    public static IReadOnlyList<string> WithModel(JsonFields call) =>
        [.. Models.Where(one => call.Object(one.Value.Space) is not null).Select(one => one.Key)];

    // Parses one or several spaces: dtv1.card//IM_GROUP.cid…;IM_ROBOT.u1. Null when invalid.
    public static IReadOnlyList<OpenSpace>? Parse(string openSpaceId)
    {
        if (!openSpaceId.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = openSpaceId[Prefix.Length..].Split(';').Select(one => one.Split('.', 2)).ToList();
        return parts.All(part => part is [{ Length: > 0 }, { Length: > 0 }])
            ? [.. parts.Select(part => new OpenSpace(part[0], part[1]))]
            : null;
    }
}
