using System.Globalization;

namespace PicoClaw.Egress.Budget;

/// <summary>DingTalk counts by the calendar of Asia/Shanghai, which has known no summer time since 1991.</summary>
internal static class ChinaMonth
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Of(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
