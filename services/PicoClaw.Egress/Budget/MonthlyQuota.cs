using System.Globalization;

namespace PicoClaw.Egress.Budget;

/// <summary>What a channel sells by the calendar month. 0 = unlimited.</summary>
/// <param name="ApiCalls">API calls of an account.</param>
/// <param name="StreamCalls">Of the second meter, pushes and webhook calls; it is watched and blocks nothing.</param>
/// <param name="WebhookCountsAsStream">Whether a webhook reply counts there beside the push that it answers.</param>
/// <param name="UtcOffset">Of the calendar that the channel counts by.</param>
internal sealed record MonthlyQuota(int ApiCalls, int StreamCalls, bool WebhookCountsAsStream, TimeSpan UtcOffset)
{
    public static readonly MonthlyQuota None = new(0, 0, WebhookCountsAsStream: false, TimeSpan.Zero);

    public string DayOf(DateTimeOffset instant) => instant.ToOffset(UtcOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string MonthOf(DateTimeOffset instant) => instant.ToOffset(UtcOffset).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
