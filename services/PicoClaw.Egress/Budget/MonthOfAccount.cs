namespace PicoClaw.Egress.Budget;

/// <summary>The calls of an account in one month, as Dapper fills it.</summary>
internal sealed class MonthOfAccount
{
    /// <summary>Of all accounts and months.</summary>
    public const string Query =
        """
        SELECT lane_key AS Key, month AS Month, calls AS Calls, webhooks AS Webhooks, is_exhausted AS IsExhausted,
            plan_day AS PlanDay, plan_before AS PlanBefore
        FROM api_month
        """;

    public required string Key { get; init; }

    public required string Month { get; init; }

    public required long Calls { get; init; }

    public required long Webhooks { get; init; }

    public required long IsExhausted { get; init; }

    public string? PlanDay { get; init; }

    public long? PlanBefore { get; init; }
}
