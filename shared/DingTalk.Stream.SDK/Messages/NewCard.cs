namespace DingTalk.Stream.OpenApi;

/// <summary>A card to create. Source: docs/dingtalk-protocol.md B3.2.</summary>
/// <param name="TemplateId">The template, such as <c>….schema</c>; one of the app's own, since a foreign one may not be drawn.</param>
/// <param name="OutTrackId">The caller's name for the card, up to 64 characters. It names this card for ever.</param>
/// <param name="Variables">The values of the template's variables; what is not text is JSON as text.</param>
public sealed record NewCard(string TemplateId, string OutTrackId, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>
    /// The people whom the card mentions, by user id; its Markdown names each as <c>&lt;a atId=userId&gt;name&lt;/a&gt;</c>.
    /// </summary>
    public IReadOnlyList<string> MentionUserIds { get; init; } = [];

    /// <summary>Whether clicks on the card come over the Stream (<see cref="DingTalkStreamClient.OnCardCallback"/>); true.</summary>
    public bool ReceivesClicks { get; init; } = true;

    internal CardCreateBody Body(CardSpace? space = null) => new(TemplateId, OutTrackId, new(Variables))
    {
        CallbackType = ReceivesClicks ? "STREAM" : null,
        CardAtUserIds = MentionUserIds.Count > 0 ? MentionUserIds : null,
        UserIdType = space is null ? null : CardDeliverBody.StaffId,
        OpenSpaceId = space?.Id,
        ImGroupOpenDeliverModel = space?.GroupModel,
        ImRobotOpenDeliverModel = space?.DirectModel,
    };

    /// <summary>Name and ids, without the values.</summary>
    public override string ToString() => $"card {OutTrackId} of template {TemplateId}";
}
