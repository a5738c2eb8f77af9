namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/card/instances` and, with a space, of `…/createAndDeliver` (docs/dingtalk-protocol.md B3.2).
internal sealed record CardCreateBody(string CardTemplateId, string OutTrackId, CardParamMap CardData)
{
    public string? CallbackType { get; init; }

    public IReadOnlyList<string>? CardAtUserIds { get; init; }

    public CardSpaceModel ImGroupOpenSpaceModel { get; } = new(SupportForward: true);

    public CardSpaceModel ImRobotOpenSpaceModel { get; } = new(SupportForward: true);

    public int? UserIdType { get; init; }

    public string? OpenSpaceId { get; init; }

    public CardDeliverModel? ImGroupOpenDeliverModel { get; init; }

    public CardDeliverModel? ImRobotOpenDeliverModel { get; init; }
}
