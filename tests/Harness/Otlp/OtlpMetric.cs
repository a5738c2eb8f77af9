namespace Harness.Otlp;

/// <summary>An instrument as it was exported.</summary>
internal sealed record OtlpMetric(string Service, string Name, string Unit);
