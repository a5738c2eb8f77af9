namespace PicoClaw.Tests.Months;

internal static class MonthTable
{
    private static readonly string[] Head =
    [
        "| day | streaming | few frames | two calls | plain | calls | used | plan | failed |",
        "|---|---|---|---|---|---|---|---|---|",
    ];

    public static IEnumerable<string> Of(MonthCase month, IReadOnlyList<DayRecord> days)
    {
        var spent = days.FirstOrDefault(day => day.Used >= month.Limit);
        return
        [
            $"{month.Name}: {days[^1].Used} of {month.Limit} calls, {days.Sum(day => day.Failed)} replies failed"
                + (spent is null ? "" : $", spent on the {spent.Day:MM-dd}"),
            .. Head,
            .. days.Select(day => $"{day}"),
            "",
        ];
    }
}
