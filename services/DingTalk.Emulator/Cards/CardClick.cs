namespace DingTalk.Emulator.Cards;

// Who used which card.
internal sealed record CardClick(string OutTrackId, string UserId);
