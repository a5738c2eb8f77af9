namespace DingTalk.Emulator.Transcripts;

// A card as one user sees it.
internal sealed record CardFace(string Text, IReadOnlyDictionary<string, string> Params);
