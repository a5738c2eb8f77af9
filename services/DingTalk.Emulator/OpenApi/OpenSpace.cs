namespace DingTalk.Emulator.OpenApi;

// A target of a card: IM_GROUP.<conversation>, IM_ROBOT.<staff id>, or ONE_BOX.<conversation>, the banner at the top of a group.
internal sealed record OpenSpace(string Type, string Id)
{
    public const string Group = "IM_GROUP";
    public const string User = "IM_ROBOT";
    public const string Top = "ONE_BOX";
    private const string Prefix = "dtv1.card//";

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
