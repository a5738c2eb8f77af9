namespace DingTalk.Emulator.Transcripts;

internal sealed record ExchangedCall(string Method, string Path, int Status, double Ms, string Answer);
