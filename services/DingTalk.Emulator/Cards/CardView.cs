namespace DingTalk.Emulator.Cards;

// The state of a card as the transcript tells it. The peak is the most updates within one second.
internal sealed record CardView(string OutTrackId, string TemplateId, string? FlowStatus, bool Finalized, IReadOnlyDictionary<string, string> Params, long Updates, int PeakPerSecond);
