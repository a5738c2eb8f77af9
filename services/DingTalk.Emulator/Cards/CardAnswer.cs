namespace DingTalk.Emulator.Cards;

// The envelope of the card API's answers.
internal sealed record CardAnswer<T>(bool Success, T Result);
