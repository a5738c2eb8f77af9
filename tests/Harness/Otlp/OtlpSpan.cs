namespace Harness.Otlp;

/// <summary>A span as it was exported.</summary>
internal sealed record OtlpSpan(string Service, string Source)
{
    public string TraceId { get; init; } = "";

    public string Id { get; init; } = "";

    /// <summary>Empty at the root of a trace.</summary>
    public string ParentId { get; init; } = "";

    public string Name { get; init; } = "";

    public ulong Start { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The trace ids of its links.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}
