namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/card/instances/deliver` (docs/dingtalk-protocol.md B3.2).
internal sealed record CardDeliverBody(string OutTrackId, int UserIdType, string OpenSpaceId)
{
    // Ids of people are staff ids, not union ids.
    public const int StaffId = 1;

    public CardDeliverModel? ImGroupOpenDeliverModel { get; init; }

    public CardDeliverModel? ImRobotOpenDeliverModel { get; init; }
}
