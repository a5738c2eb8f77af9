using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Cards;

// What became of a card in one space. The carrierId serves as its processQueryKey.
internal sealed record DeliverResult(string SpaceId, string SpaceType, bool Success, string ErrorMsg, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CarrierId);
