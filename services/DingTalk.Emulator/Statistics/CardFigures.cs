namespace DingTalk.Emulator.Statistics;

// Updates count both kinds; the peak is the most updates of one app within a second.
internal sealed record CardFigures(long Created, long Delivered, long Undelivered, long Updates, int PeakPerSecond);
