namespace PicoClaw.Egress.Budget;

/// <summary>One month of one account.</summary>
internal sealed class MonthCount
{
    /// <summary>API calls.</summary>
    public long Calls { get; set; }

    /// <summary>Replies through session webhooks.</summary>
    public long Webhooks { get; set; }

    /// <summary>The day whose plan began last; null: none did in this month.</summary>
    public string? PlanDay { get; set; }

    /// <summary>The API calls of the month before that day's plan began.</summary>
    public long PlanBefore { get; set; }

    /// <summary>The store knows of that day as well.</summary>
    public bool IsDayKept { get; set; }

    public bool IsExhausted { get; set; }

    /// <summary>When the platform may be asked again after it said that no call is left, on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long AskAt { get; set; }

    /// <summary>The call that asks again is out.</summary>
    public bool IsAsking { get; set; }

    /// <summary>The limit of which a warning said that it is nearly reached; 0: none. A changed limit is warned of again.</summary>
    public int CallsWarned { get; set; }

    /// <inheritdoc cref="CallsWarned"/>
    public int StreamWarned { get; set; }
}
