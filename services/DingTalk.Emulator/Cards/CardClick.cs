namespace DingTalk.Emulator.Cards;

// A user's click on a card.
internal sealed record CardClick(string OutTrackId, string UserId);
