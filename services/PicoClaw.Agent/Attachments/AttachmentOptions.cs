namespace PicoClaw.Agent.Attachments;

internal sealed class AttachmentOptions
{
    public const string SectionName = "Agent:Attachments";

    /// <summary>The largest file that is fetched.</summary>
    public int MaxMegabytes { get; set; } = 20;

    public long MaxBytes => MaxMegabytes * 1024L * 1024;
}
