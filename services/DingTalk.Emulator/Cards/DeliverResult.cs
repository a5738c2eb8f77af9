using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Cards;

// The delivery result for one space. The carrierId serves as its processQueryKey.
internal sealed record DeliverResult(
    string SpaceId, string SpaceType, bool Success, string ErrorMsg,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CarrierId);
