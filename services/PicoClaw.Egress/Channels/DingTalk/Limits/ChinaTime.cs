namespace PicoClaw.Egress.Channels.DingTalk.Limits;

/// <summary>DingTalk counts by the calendar of Asia/Shanghai, which has had no summer time since 1991.</summary>
internal static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);
}
