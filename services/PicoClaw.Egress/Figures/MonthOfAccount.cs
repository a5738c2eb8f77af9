namespace PicoClaw.Egress.Figures;

internal sealed class MonthOfAccount
{
    public required string Key { get; init; }

    public required string Month { get; init; }

    public required long Calls { get; init; }

    public required long Webhooks { get; init; }

    public required long IsExhausted { get; init; }

    public string? PlanDay { get; init; }

    public long? PlanBefore { get; init; }
}
