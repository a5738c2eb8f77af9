namespace PicoClaw.Egress.Cards.Planning;

/// <summary>
/// An account's calls of one day. What the month has left, but for the reserve, is spread over the days that are left, and the day's share over its
/// hours until the evening.
/// </summary>
/// <param name="Share">Calls of the whole day.</param>
/// <param name="ByNow">Calls that the day may have used by now.</param>
/// <param name="Ahead">How many of those it has not used; below 0: it has used more.</param>
internal sealed record DayPlan(double Share, double ByNow, double Ahead)
{
    // Cards leave a tenth of the month to replies that only the API can bring.
    private const int ReserveShare = 10;

    // Few people ask then.
    private const double Weekend = 0.25;
    private static readonly TimeSpan Evening = TimeSpan.FromHours(18);

    /// <summary>Of a month with a limit.</summary>
    public static DayPlan Of(MonthUse month)
    {
        var today = month.Now.Date;
        var days = Enumerable.Range(0, DateTime.DaysInMonth(today.Year, today.Month) - today.Day + 1).Sum(day => Weight(today.AddDays(day)));
        var left = Math.Max(0, month.Limit - (month.Limit / ReserveShare) - month.Before);
        var share = left * Weight(today) / days;
        var byNow = share * Math.Min(1, month.Now.TimeOfDay / Evening);
        return new DayPlan(share, byNow, byNow - (month.Used - month.Before));
    }

    private static double Weight(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : 1;
}
