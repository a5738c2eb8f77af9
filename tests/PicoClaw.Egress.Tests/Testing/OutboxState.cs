namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A reply's row in the outbox.</summary>
internal sealed class OutboxState
{
    public required string Status { get; init; }

    public required long PartsSent { get; init; }

    public required long Throttles { get; init; }

    public required long Unknowns { get; init; }

    public required string? Via { get; init; }

    public required string? CallId { get; init; }

    public required string? Error { get; init; }
}
