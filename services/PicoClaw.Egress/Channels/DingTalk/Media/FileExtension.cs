namespace PicoClaw.Egress.Channels.DingTalk.Media;

internal static class FileExtension
{
    /// <summary>Lower case, without the dot; empty when it has none.</summary>
    public static string Of(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
}
