namespace PicoClaw.Egress.Budget;

/// <summary>What the store knows of an account's month.</summary>
internal sealed class MonthRow
{
    public required string Month { get; init; }

    public required long Calls { get; init; }

    public required long Webhooks { get; init; }

    /// <inheritdoc cref="MonthCount.PlanDay"/>
    public string? PlanDay { get; init; }

    /// <inheritdoc cref="MonthCount.PlanBefore"/>
    public long? PlanBefore { get; init; }

    /// <summary>Not 0: the platform itself says that no API call is left.</summary>
    public required long IsExhausted { get; init; }

    /// <summary>How long ago it last said so; null when it is not known.</summary>
    public required long? ExhaustedAgoMs { get; init; }
}
