using System.Text.Json;
using System.Text.Json.Serialization;
using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

/// <summary>Where a card is shown and of what it is made, as it stays until it is finished.</summary>
/// <param name="TemplateId">Its own, whatever the account's is by now.</param>
/// <param name="RobotCode">The robot that shows it.</param>
/// <param name="Group">The group; null in a direct chat.</param>
/// <param name="User">The person; null in a group.</param>
/// <param name="Mentions">Whom its text may mention: DingTalk takes them with the create only.</param>
internal sealed record CardPlace(string TemplateId, string RobotCode, string? Group, string? User, IReadOnlyList<string> Mentions)
{
    [JsonIgnore]
    public CardSpace Space => Group is { } group ? CardSpace.Group(group, RobotCode) : CardSpace.Direct(User!, RobotCode);

    public string Serialize() => JsonSerializer.Serialize(this, CardPlaceJson.Default.CardPlace);

    public static CardPlace Parse(string text) => JsonSerializer.Deserialize(text, CardPlaceJson.Default.CardPlace)!;
}
