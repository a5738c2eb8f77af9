namespace DingTalk.Emulator.Media;

internal sealed record DownloadAnswer(string DownloadUrl);
