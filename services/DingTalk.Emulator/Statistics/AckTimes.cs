namespace DingTalk.Emulator.Statistics;

internal sealed record AckTimes(long Count, double P50, double P95, double Max);
