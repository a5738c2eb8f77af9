namespace DingTalk.Emulator.Cards;

// The result of createAndDeliver.
internal sealed record CardDelivery(string OutTrackId, IReadOnlyList<DeliverResult> DeliverResults);
