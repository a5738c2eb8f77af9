using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Cards;

// The state of a card as the transcript tells it. The peak is the most updates within one second; viewers are those who see it otherwise than everybody.
internal sealed record CardView(
    string OutTrackId, string TemplateId, string? FlowStatus, bool Finalized, IReadOnlyDictionary<string, string> Params, long Updates, int PeakPerSecond,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, CardFace>? Viewers = null);
