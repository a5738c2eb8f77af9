namespace DingTalk.Emulator.Statistics;

internal sealed record CardFigures(long Created, long Delivered, long Undelivered)
{
    // Both kinds.
    public long Updates { get; init; }

    // The most updates of one app within a second.
    public int PeakPerSecond { get; init; }

    // Calls of streaming whose guid had come before.
    public long Repeated { get; init; }

    // Cards that people see generating now, per app.
    public required IReadOnlyDictionary<string, int> Open { get; init; }
}
