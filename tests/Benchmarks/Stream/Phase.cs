namespace Benchmarks.Stream;

/// <summary>How frames are pushed: the number in one write, and the most that may be unanswered.</summary>
internal sealed record Phase(string Name, int FramesPerWrite, int Window, int Frames)
{
    public static readonly Phase[] All =
    [
        new("trickle: 1 frame a write, window 256", 1, 256, 100_000),
        new("bursts: 64 frames a write, window 256", 64, 256, 128_000),
        new("one at a time", 1, 1, 20_000),
    ];
}
