namespace Benchmarks.Year;

internal sealed record TableSize(string Name, long Rows, long Bytes);
