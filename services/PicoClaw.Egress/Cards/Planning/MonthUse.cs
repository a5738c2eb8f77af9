namespace PicoClaw.Egress.Cards.Planning;

/// <summary>What is known of an account's calls when a reply begins.</summary>
/// <param name="Used">Calls of this month so far.</param>
/// <param name="Limit">The month's; 0: unlimited.</param>
/// <param name="Now">In the time zone of the channel's calendar.</param>
internal sealed record MonthUse(long Used, int Limit, DateTimeOffset Now)
{
    /// <summary>Those of them that were made before the plan of this day began.</summary>
    public long Before { get; init; }

    /// <summary>No call is left, as counted here or as the platform says.</summary>
    public bool IsSpent { get; init; } = Limit > 0 && Used >= Limit;
}
