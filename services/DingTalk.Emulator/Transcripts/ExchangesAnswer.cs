namespace DingTalk.Emulator.Transcripts;

internal sealed record ExchangesAnswer(IReadOnlyList<Exchange> Exchanges);
