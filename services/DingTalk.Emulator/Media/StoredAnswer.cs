namespace DingTalk.Emulator.Media;

internal sealed record StoredAnswer(string DownloadCode, int Bytes);
