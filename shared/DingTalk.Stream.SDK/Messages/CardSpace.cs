namespace DingTalk.Stream.OpenApi;

/// <summary>Where a card is shown. Source: docs/dingtalk-protocol.md B3.2.</summary>
public sealed record CardSpace
{
    private CardSpace(string id) => Id = id;

    // As on the wire, such as dtv1.card//IM_GROUP.cid….
    internal string Id { get; }

    internal CardDeliverModel? GroupModel { get; private init; }

    internal CardDeliverModel? DirectModel { get; private init; }

    /// <summary>A group that the robot is in.</summary>
    /// <param name="openConversationId">The group, case-sensitive.</param>
    /// <param name="robotCode">The robot that shows it.</param>
    public static CardSpace Group(string openConversationId, string robotCode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(openConversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        return new($"dtv1.card//IM_GROUP.{openConversationId}") { GroupModel = new(robotCode) };
    }

    /// <summary>The direct chat of a user with the robot.</summary>
    /// <param name="userId">The user (<c>senderStaffId</c>).</param>
    /// <param name="robotCode">The robot that shows it.</param>
    public static CardSpace Direct(string userId, string robotCode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        return new($"dtv1.card//IM_ROBOT.{userId}") { DirectModel = new(robotCode, "IM_ROBOT") };
    }

    internal CardDeliverBody Body(string outTrackId) => new(outTrackId, CardDeliverBody.StaffId, Id)
    {
        ImGroupOpenDeliverModel = GroupModel,
        ImRobotOpenDeliverModel = DirectModel,
    };

    /// <summary>The space's id.</summary>
    public override string ToString() => Id;
}
