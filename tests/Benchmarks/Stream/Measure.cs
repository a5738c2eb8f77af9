namespace Benchmarks.Stream;

internal sealed record Measure(double FramesPerSecond, double FramesPerCpuSecond, double AckP50, double AckP99, double BytesPerFrame);
