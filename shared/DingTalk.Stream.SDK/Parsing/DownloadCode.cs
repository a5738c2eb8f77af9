using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class DownloadCode
{
    /// <summary>The code to exchange; <c>pictureDownloadCode</c>, an older one of pictures, only where there is no other.</summary>
    public static string? Of(JsonElement content) => content.NonEmptyText("downloadCode") ?? content.NonEmptyText("pictureDownloadCode");
}
