namespace PicoClaw.Egress.Channels.DingTalk.Media;

internal sealed class MediaOptions
{
    public const string SectionName = "Egress:Media";

    // docs/dingtalk-protocol.md B5.
    private static readonly string[] Documented = ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "pdf", "rar"];

    /// <summary>Extensions, without the dot, of the files that DingTalk takes; none: those that it documents.</summary>
    public IList<string> FileTypes { get; } = [];

    public IReadOnlyList<string> Types => FileTypes.Count == 0 ? Documented : [.. FileTypes.Select(type => type.Trim().TrimStart('.').ToLowerInvariant())];
}
