namespace DingTalk.Emulator.Statistics;

// Updates are those by either way; the peak is the most that an app made within one second.
internal sealed record CardFigures(long Created, long Delivered, long Undelivered, long Updates, int PeakPerSecond);
